/** recert on a host whose data is real and whose podman is played: every end of it leaves one whole state or the other. */
import {appendFileSync, existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {writeMarker} from '../../../../src/engine/steps/edge/marked.ts';
import {prepareEdge} from '../../../../src/engine/steps/edge/prepare.ts';
import {rollBackRecert} from '../../../../src/engine/steps/edge/recert-rollback.ts';
import {runRecert} from '../../../../src/engine/steps/edge/recert-run.ts';
import {snapshotSeed} from '../../../../src/engine/steps/edge/recert-snapshot.ts';
import {readRecertState, writeRecertState} from '../../../../src/engine/steps/edge/recert-state.ts';
import {InstallError} from '../../../../src/errors.ts';
import {type EdgeHost, edgeHost, portraitOf} from './edge-host.ts';

let host: EdgeHost;
let etcd = '';
let kubernetes = '';
let before = '';

const wholeRun = [
	'using openssl: OpenSSL 3.0.19',
	'Connected to etcd',
	'Generating RSA keys',
	'Generated 130 RSA keys',
	'Regenerated all crypto objects',
	'Committing cryptographic objects to etcd and disk',
	'Performing OCP post-processing and rename',
	'Committing to actual etcd',
	'All done',
];

const said = (messages: readonly string[]): string =>
	messages.map((text) => `2026-08-08 10:00:00 - INFO - src/a.rs:1: ${text}`).join('\n');

/** Ends of single calls, in their order; the last one repeats. */
const recertEnds = (...ends: readonly (() => object)[]): void => {
	let call = 0;
	host.play('podman run --rm --network=host --privileged --replace --name=recert ', () => {
		const end = ends[Math.min(call, ends.length - 1)];
		call += 1;
		rewrite();
		return end?.();
	});
};

/** The disk before etcd, as recert writes: in place, and a file more. */
const rewrite = (): void => {
	writeFileSync(`${kubernetes}/tls.key`, 'new key');
	writeFileSync(`${kubernetes}/more`, 'new file');
	appendFileSync(`${etcd}/db`, 'new values');
};

const well = () => ({stdout: said(wholeRun)});
const late = () => ({
	exitCode: 1,
	stdout: said(wholeRun.slice(0, 7)),
	stderr: 'Error: run\n\nCaused by:\n    etcdserver: no leader\n',
});
const panic = () => ({exitCode: 101, stdout: said(wholeRun.slice(0, 7)), stderr: 'panicked'});
const hang = (): never => {
	throw new InstallError('COMMAND_TIMED_OUT', {command: 'podman', seconds: 1});
};
const refused = () => ({
	exitCode: 1,
	stderr: 'Error: recert config\n\nCaused by:\n    crypto_dir must exist: /x\n',
});

const params = () => ({...host.params, attempts: 3, deadlineMs: 1000});
const run = () => runRecert.run(params(), host.context);
const stateOf = () => readRecertState(host.system, host.params);
const calls = (): number =>
	host.asked.filter((line) => line.includes('--replace --name=recert ')).length;
const data = (): string => portraitOf([etcd, kubernetes]);

const takeCopy = () => snapshotSeed.run({...host.params, paths: [etcd, kubernetes]}, host.context);

beforeEach(async () => {
	host = await edgeHost();
	etcd = host.at('/var/lib/etcd');
	kubernetes = host.at('/etc/kubernetes');
	host.write('/var/lib/etcd/db', 'old values', 0o600);
	host.write('/etc/kubernetes/tls.key', 'old key', 0o600);
	await takeCopy();
	before = data();
});

afterEach(() => rmSync(host.root, {recursive: true, force: true}));

test('a run that goes well is committed once and never repeated', async () => {
	recertEnds(well);
	await run();
	expect(await stateOf()).toMatchObject({kind: 'committed'});
	expect(await run()).toHaveProperty('skipped');
	expect(calls()).toBe(1);
	expect(await runRecert.isDone?.(params(), host.context)).toBe(true);
	expect(readFileSync(`${kubernetes}/tls.key`, 'utf8')).toBe('new key');
});

test('its lines become progress that only grows, and say when the disk is written', async () => {
	recertEnds(well);
	await run();
	const told = host.context.observed.flatMap((seen) =>
		seen.kind === 'recert' ? seen.progress : [],
	);
	expect(told.map(({phase}) => phase)).toEqual([1, 2, 3, 4, 5, 8, 9, 10, 11, 12]);
	expect(told.map(({hasWritten}) => hasWritten).indexOf(true)).toBe(6);
	expect(told.find(({estimateMs}) => estimateMs !== undefined)?.phase).toBe(4);
});

test.each([
	['fails late', late, 'RECERT_FAILED'],
	['panics', panic, 'RECERT_CRASHED'],
	['hangs', hang, 'RECERT_TIMED_OUT'],
])(
	'a recert that %s is undone each time, and given up with the data as it was',
	async (_, end, code) => {
		recertEnds(end);
		await expect(run()).rejects.toMatchObject({code});
		expect(calls()).toBe(3);
		expect(data()).toBe(before);
		expect(await stateOf()).toEqual({kind: 'untouched'});
	},
);

test.each([
	['fails late', late],
	['panics', panic],
	['hangs', hang],
])('after a recert that %s the next one meets the data of the seed', async (_, end) => {
	let met = '';
	recertEnds(end, () => {
		met = readFileSync(`${etcd}/db`, 'utf8');
		return well();
	});
	await run();
	expect(met).toBe('old valuesnew values');
	expect(await stateOf()).toMatchObject({kind: 'committed'});
});

test('what will not change is tried once', async () => {
	recertEnds(refused);
	await expect(run()).rejects.toMatchObject({code: 'RECERT_CONFIG_REFUSED'});
	expect([calls(), data()]).toEqual([1, before]);
});

test('a run that was cut short is undone before anything else', async () => {
	await writeRecertState(host.system, host.params, {kind: 'begun'});
	rewrite();
	let met = '';
	recertEnds(() => {
		met = readFileSync(`${etcd}/db`, 'utf8');
		return well();
	});
	const from = host.asked.length;
	await run();
	expect(met).toBe('old valuesnew values');
	// A container outlives the engine that was killed, and would go on writing.
	const programs = host.asked.slice(from).filter((line) => /^(podman|cp) /.test(line));
	expect(programs.slice(0, 2).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
		'podman rm',
		'cp --archive',
	]);
	expect(programs[0]).toMatch(/ recert recert_etcd$/);
});

test('the first step of a deployment undoes it already, before later ones write', async () => {
	const prepare = {...host.params, programs: []};
	expect(await prepareEdge.isDone?.(prepare, host.context)).toBe(true);
	await writeRecertState(host.system, host.params, {kind: 'begun'});
	rewrite();
	expect(await prepareEdge.isDone?.(prepare, host.context)).toBe(false);
	await prepareEdge.run(prepare, host.context);
	expect(data()).toBe(before);
	expect(await stateOf()).toEqual({kind: 'untouched'});
});

test('etcd and recert are stopped whatever happened', async () => {
	recertEnds(late);
	await run().catch(() => {});
	const last = host.asked.findLastIndex((line) => line.startsWith('podman run'));
	const after = host.asked.slice(last + 1).filter((line) => line.startsWith('podman rm'));
	expect(after.join()).toMatch(/ recert recert_etcd/);
});

test('a cancelled run puts the data back', async () => {
	const controller = new AbortController();
	recertEnds(() => {
		controller.abort();
		throw new InstallError('CANCELLED', undefined);
	});
	const context = {...host.context, signal: controller.signal};
	await expect(runRecert.run(params(), context)).rejects.toMatchObject({code: 'CANCELLED'});
	expect([calls(), data()]).toEqual([1, before]);
});

test('all done with a summary that could not be written is a commit', async () => {
	recertEnds(() => ({
		exitCode: 1,
		stdout: said(wholeRun),
		stderr: 'Error: opening summary file for writing\n',
	}));
	await run();
	expect(await stateOf()).toMatchObject({kind: 'committed'});
});

test('the summary of a run, which holds a hash of a password, does not stay', async () => {
	recertEnds(() => {
		host.write('/var/tmp/recert-summary.yaml', 'run_times:\n  rsa_run_time: 1.5s\nerror: null\n');
		return well();
	});
	await run();
	expect(host.context.lines).toContain('rsa_run_time: 1500 ms');
	expect(existsSync(host.at('/var/tmp/recert-summary.yaml'))).toBe(false);
});

test('another configuration begins from the data of the seed, until kubelet was started', async () => {
	recertEnds(well);
	await run();
	host.write('/opt/openshift/cluster-configuration/manifest.json', '{"another": true}');
	await run();
	expect([calls(), readFileSync(`${etcd}/db`, 'utf8')]).toEqual([2, 'old valuesnew values']);
	host.write('/opt/openshift/cluster-configuration/manifest.json', '{"third": true}');
	await writeMarker(host.system, host.params, 'kubelet', 'x');
	await expect(run()).rejects.toMatchObject({code: 'RECERT_ALREADY_APPLIED'});
	expect(calls()).toBe(2);
});

test('nothing that recert says on stderr reaches a log or an error as it is', async () => {
	recertEnds(() => ({exitCode: 1, stderr: 'Error: rule "cn:planted-key" is odd\n'}));
	const error: unknown = await run().catch((thrown: unknown) => thrown);
	expect(JSON.stringify([error, String(error), host.context.lines])).not.toContain('planted');
});

test('by hand the data is put back, but never below a running kubelet', async () => {
	recertEnds(well);
	await run();
	host.play('systemctl is-active kubelet', () => ({stdout: 'active\n'}));
	const {signal} = new AbortController();
	await expect(rollBackRecert(host.system, host.params, signal)).rejects.toMatchObject({
		code: 'ROLLBACK_FAILED',
	});
	host.play('systemctl is-active kubelet', () => ({stdout: 'inactive\n', exitCode: 3}));
	expect(await rollBackRecert(host.system, host.params, signal)).toBe(true);
	expect(data()).toBe(before);
	expect(await rollBackRecert(host.system, host.params, signal)).toBe(false);
});

test('a copy is taken again when the data is another, and kept when it is the same', async () => {
	expect(await takeCopy()).toHaveProperty('skipped');
	writeFileSync(`${kubernetes}/tls.key`, 'a newer pull secret, for example');
	expect(await takeCopy()).toBeUndefined();
});

test('no copy is taken of data that recert may have changed', async () => {
	await writeRecertState(host.system, host.params, {kind: 'begun'});
	rewrite();
	expect(await takeCopy()).toHaveProperty('skipped');
	await rollBackRecert(host.system, host.params, new AbortController().signal);
	expect(data()).toBe(before);
});
