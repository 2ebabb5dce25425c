/** How recert's ends are told: by its own words, and never with a secret in them. */
import {expect, test} from 'vitest';
import {
	isOnlySummaryMissing,
	mayGoWellNextTime,
	recertProblem,
} from '../../../src/engine/recert/problems.ts';
import {toProblem} from '../../../src/errors.ts';

const problemOf = (stderr: string, exitCode = 1) =>
	toProblem(recertProblem({exitCode, stderr, during: 'Making new keys'}));

const chain = (...causes: readonly string[]): string =>
	`Error: run recert\n\nCaused by:\n${causes.map((cause, n) => `    ${n}: ${cause}`).join('\n')}\n`;

test.each([
	['RECERT_CONFIG_REFUSED', chain('parsing RECERT_CONFIG file F', 'crypto_dir must exist: /x')],
	['RECERT_ETCD_SILENT', chain('etcd client not configured')],
	['RECERT_ETCD_SILENT', chain('grpc request error: transport error: Connection refused')],
	['RECERT_SEED_UNSUITABLE', chain('could not get APIServer/cluster-scoped:cluster')],
	['RECERT_SEED_UNSUITABLE', chain('No keys found in etcd - is the etcd database empty/corrupt?')],
	[
		'RECERT_SEED_UNSUITABLE',
		chain('"/kubernetes.io/secrets-store.csi.x-k8s.io/a" != "/kubernetes.io/b"'),
	],
	['RECERT_SEED_UNSUITABLE', chain('non-utf8 decoded byte array value')],
	['RECERT_SEED_UNSUITABLE', chain('stream did not contain valid UTF-8')],
	['RECERT_SEED_UNSUITABLE', chain('no caBundle')],
	['RECERT_SEED_UNSUITABLE', chain('filling JWT signers', 'expected value at line 1 column 1')],
	['RECERT_SEED_UNSUITABLE', chain('could not find matching akid key identifier in chain')],
	['RECERT_SEED_UNSUITABLE', chain('failed to find matching SKID method')],
	['RECERT_SEED_UNSUITABLE', chain('pem_index 1 not unique in pem bundle')],
	['RECERT_SEED_UNSUITABLE', chain('GeneralTime not supported')],
	['RECERT_SEED_UNSUITABLE', chain('encoding value', 'missing field `labels`')],
	['RECERT_SEED_UNSUITABLE', chain('single-node must have exactly one etcd member')],
	['RECERT_SEED_LACKS', chain("couldn't find Secret/kube-system:kubeadmin")],
	['RECERT_SEED_LACKS', chain('fixing machineconfigs', 'no configmap')],
	['RECERT_NO_SPACE', chain('writing file', 'No space left on device (os error 28)')],
	['RECERT_FAILED', chain('something that nobody has seen before')],
])('%s', (code, stderr) => {
	const problem = problemOf(stderr);
	expect(problem.code).toBe(code);
	expect(problem.remedy.length).toBeGreaterThan(0);
});

test.each([
	[101, 'panicked'],
	[137, 'signal 9'],
	[143, 'signal 15'],
])('exit code %d is a crash: %s', (exitCode, how) => {
	const problem = problemOf("thread 'main' panicked at src/x.rs:1", exitCode);
	expect(problem).toMatchObject({code: 'RECERT_CRASHED'});
	expect(problem.message).toContain(how);
});

test('the deepest cause is told, and the chain is kept', () => {
	const problem = problemOf(chain('committing', 'put failed', 'etcdserver: no leader'));
	expect(problem.message).toContain('etcdserver: no leader');
	expect(problem.causes).toEqual(['run recert: committing: put failed: etcdserver: no leader']);
});

test.each([
	[
		'a rule with a key',
		'parsing use_key_rules: expected exactly one ":" in "cn:-----BEGIN RSA PRIVATE KEY-----\\nMIIEplanted\\n-----END RSA PRIVATE KEY-----"',
	],
	['a proxy with a password', 'proxy "http://user:planted@proxy:3128|x" is malformed'],
	['a password in a URL', 'cannot reach http://user:planted@proxy:3128/'],
	['a token', `found eyJ${'planted'.repeat(12)}`],
	[
		'a key over lines',
		'-----BEGIN RSA PRIVATE KEY-----\n    1: planted\n    2: -----END RSA PRIVATE KEY-----',
	],
])('%s in what recert said is not shown', (_, said) => {
	expect(JSON.stringify(problemOf(chain(said)))).not.toContain('planted');
});

test('only a summary that could not be written is no failure', () => {
	expect(isOnlySummaryMissing(chain('opening summary file for writing'))).toBe(true);
	expect(isOnlySummaryMissing(chain('put failed'))).toBe(false);
});

test('what is wrong with the seed stays wrong; a crash may not come again', () => {
	const end = {during: 'x', exitCode: 1};
	expect(mayGoWellNextTime(recertProblem({...end, stderr: chain('no caBundle')}))).toBe(false);
	expect(mayGoWellNextTime(recertProblem({...end, stderr: '', exitCode: 101}))).toBe(true);
	expect(mayGoWellNextTime(new Error('anything'))).toBe(true);
});
