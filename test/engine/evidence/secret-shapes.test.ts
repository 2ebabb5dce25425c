/** What looks like a secret is masked, in whatever document it stands. */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {hideSecretShapes} from '../../../src/engine/evidence/secret-shapes.ts';

const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7planted';
const key = `-----BEGIN PRIVATE KEY-----\n${body}\n${body}\n-----END PRIVATE KEY-----\n`;
const certificate = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
const pullSecret = JSON.stringify({
	auths: {'quay.io': {auth: 'cGxhbnRlZDpzZWNyZXQ=', email: 'a@b'}},
});

const planted: readonly (readonly [string, string, string])[] = [
	['a private key', key, body],
	['a private key whose end was cut off', key.slice(0, -60), body],
	[
		'a private key whose beginning was cut off',
		key.slice(40),
		'BAQEFAASCBKcwggSjAgEAAoIBAQC7planted',
	],
	['a private key of ssh', key.replaceAll('PRIVATE', 'OPENSSH PRIVATE'), body],
	['a private key in a JSON text', JSON.stringify({data: key}), body],
	[
		'a private key in a kubeconfig',
		`data: ${Buffer.from(key).toString('base64')}`,
		'LS0tLS1CRUdJTi',
	],
	['a pull secret', pullSecret, 'cGxhbnRlZDpzZWNyZXQ='],
	['a pull secret in a JSON text', JSON.stringify({pullSecret}), 'cGxhbnRlZDpzZWNyZXQ='],
	['a pull secret in YAML', `pullSecret: '${pullSecret}'`, 'cGxhbnRlZDpzZWNyZXQ='],
	['a password in YAML', 'a: 1\n  password: hunter2 is planted\nb: 2', 'hunter2'],
	['a password in JSON', '{"proxyPassword": "hunter2"}', 'hunter2'],
	['a password in a URL', 'proxy http://user:hunter2@proxy:3128 refused', 'hunter2'],
	['a token on the kernel command line', 'ro ibi.report.token=hunter2 quiet', 'hunter2'],
	['a token in the query of a URL', 'GET /?token=hunter2&x=1', 'hunter2'],
	['a bearer token', 'Authorization: Bearer hunter2-hunter2', 'hunter2'],
	['a web token', 'got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmVk', 'eyJhbGciOiJSUzI1NiJ9'],
	['a password in TOML', '[auth]\npassword = "hunter2 is planted"\n', 'hunter2'],
	['a key of a wireless network', '[wifi-security]\nkey-mgmt=wpa-psk\npsk=hunter2\n', 'hunter2'],
	['an old key of a wireless network', '[wifi-security]\nwep-key0=hunter2\n', 'hunter2'],
	['a password of 802.1X in a keyfile', '[802-1x]\nidentity=host\npassword=hunter2\n', 'hunter2'],
	[
		'a password of 802.1X in nmstate',
		'- name: eno1\n  802.1x:\n    identity: host\n    private-key-password: hunter2\n',
		'hunter2',
	],
	[
		'a password of YAML in a JSON text',
		JSON.stringify({network: 'a: 1\n  private-key-password: hunter2 is it\nb: 2\n'}),
		'hunter2',
	],
	[
		'a password of YAML in a JSON text in a JSON text',
		JSON.stringify({line: JSON.stringify({network: 'a: 1\npassword: "hunter2"\nb: 2\n'})}),
		'hunter2',
	],
	['the hash of the password of kubeadmin', 'hash: $2a$10$hunter2hunter2hunter2', 'hunter2'],
	['a token of the status service', 'quiet ibi.api.token=hunter2', 'hunter2'],
	['a hash of a password', 'core:$6$salt$hunter2hunter2:19000::', 'hunter2'],
	['the password of kubeadmin', 'kubeadmin 4uVkA-tFAFb-hunt2-IPqZr', 'hunt2'],
];

test.each(planted)('%s is masked', (_, text, secret) => {
	expect(text).toContain(secret);
	expect(hideSecretShapes(text)).not.toContain(secret);
	expect(hideSecretShapes(text)).toContain('<redacted>');
});

test('what is around a secret stays, and says what was there', () => {
	expect(hideSecretShapes(key)).toBe(
		'-----BEGIN PRIVATE KEY-----<redacted>-----END PRIVATE KEY-----\n',
	);
	expect(hideSecretShapes('http://user:hunter2@proxy:3128/x')).toBe(
		'http://user:<redacted>@proxy:3128/x',
	);
	expect(hideSecretShapes(pullSecret)).toBe(
		'{"auths":{"quay.io":{"auth":"<redacted>","email":"a@b"}}}',
	);
});

test('what follows a secret in a JSON text stays', () => {
	const text = JSON.stringify({network: 'a: 1\n  private-key-password: hunter2\nb: 2\n'});
	expect(hideSecretShapes(text)).toBe(text.replace('hunter2', '<redacted>'));
});

/** Where the end of a key was cut off, all that follows goes: it may be the key. */
const whole = planted.filter(([name]) => !name.includes('cut off'));

test.each(whole)('%s leaves a JSON text, and one in that, what they are', (_, text) => {
	const once = JSON.stringify({line: text, next: 'stays'});
	const twice = JSON.stringify({line: once, next: 'stays'});
	expect(JSON.parse(hideSecretShapes(once)).next).toBe('stays');
	expect(JSON.parse(JSON.parse(hideSecretShapes(twice)).line).next).toBe('stays');
});

test.each([
	['a certificate', certificate],
	['a certificate in a kubeconfig', Buffer.from(certificate).toString('base64')],
	[
		'a digest',
		'quay.io/seed@sha256:3f5b6b1c0f4b4b9c8d7e6f5a4b3c2d1e3f5b6b1c0f4b4b9c8d7e6f5a4b3c2d1e',
	],
	['an id', '6f1a9f0e-8f53-4c8e-9d5b-2f0a4f9d5b1c'],
	['the sentence of a problem', 'Reading the pull secret: it is no JSON. Give another one.'],
	['an address', 'https://registry.example.com:5000/v2/'],
])('%s stays as it is', (_, text) => {
	expect(hideSecretShapes(text)).toBe(text);
});

test.each([
	['base64', Buffer.alloc(500_000, 'planted').toString('base64')],
	['base64 in lines', `${'QUJD'.repeat(19)}\n`.repeat(10_000)],
	['dotted names', 'io.k8s.api-'.repeat(40_000)],
	['quotes', '"auth": "'.repeat(200_000)],
])('%s of many lines are masked without a wait', (_, text) => {
	expect(hideSecretShapes(`${text}\n-----END RSA PRIVATE KEY-----`).length).toBeGreaterThan(30);
});

test('masking twice is masking once, and a masked secret never comes back', () => {
	const pieces = fc.array(
		fc.oneof(fc.string(), fc.constantFrom(...planted.map(([, text]) => text), '"', '\n', ' ')),
	);
	fc.assert(
		fc.property(pieces, (texts) => {
			const once = hideSecretShapes(texts.join('\n'));
			expect(hideSecretShapes(once)).toBe(once);
		}),
	);
});
