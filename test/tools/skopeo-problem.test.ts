/** The texts of skopeo that a test cannot easily provoke; the others come from a real registry in test/seed. */
import {describe, expect, test} from 'vitest';
import {toProblem} from '../../src/errors.ts';
import {skopeoProblem} from '../../src/tools/skopeo-problem.ts';

const fatal = (message: string): string =>
	'time="2026-11-21T09:41:46Z" level=warning msg="Failed, retrying in 1s ... (1/2). Error: pinging container registry"\n' +
	`time="2026-11-21T09:41:49Z" level=fatal msg=${JSON.stringify(`Error parsing image name "docker://r.example.com/a:b": ${message}`)}\n`;

const problemOf = (stderr: string) =>
	toProblem(skopeoProblem(stderr, {image: 'r.example.com/a:b', authFile: '/auth.json'}));

const ping = 'pinging container registry r.example.com: Get "https://r.example.com/v2/": ';

describe('what skopeo says', () => {
	test.each([
		['SEED_UNREACHABLE', `${ping}dial tcp 192.0.2.1:443: i/o timeout`],
		['SEED_UNREACHABLE', `${ping}dial tcp 192.0.2.1:443: connect: no route to host`],
		[
			'SEED_UNREACHABLE',
			`${ping}proxyconnect tcp: dial tcp 192.0.2.9:3128: connect: connection refused`,
		],
		['SEED_UNREACHABLE', `${ping}EOF`],
		['SEED_UNREACHABLE', `${ping}net/http: TLS handshake timeout`],
		[
			'SEED_UNREACHABLE',
			'reading manifest b in r.example.com/a: received unexpected HTTP status: 503 Service Unavailable',
		],
		[
			'SEED_REGISTRY_BUSY',
			'reading manifest b in r.example.com/a: toomanyrequests: You have reached your pull rate limit.',
		],
		[
			'SEED_AUTH',
			'reading manifest b in r.example.com/a: denied: requested access to the resource is denied',
		],
		[
			'SEED_AUTH',
			'reading manifest b in r.example.com/a: unauthorized: access to the requested resource is not authorized',
		],
		[
			'SEED_AUTH',
			'unable to retrieve auth token: invalid username/password: unauthorized: Invalid Username or Password',
		],
		[
			'SEED_UNTRUSTED_CA',
			`${ping}tls: failed to verify certificate: x509: certificate signed by unknown authority`,
		],
		[
			'SEED_CERTIFICATE',
			`${ping}x509: certificate has expired or is not yet valid: current time 2020-01-01T00:00:00Z is before 2026-01-01T00:00:00Z`,
		],
		[
			'SEED_CERTIFICATE',
			`${ping}x509: certificate is valid for other.example.com, not r.example.com`,
		],
		[
			'SEED_CERTIFICATE',
			`${ping}x509: cannot validate certificate for 192.0.2.1 because it doesn't contain any IP SANs`,
		],
		['SEED_REGISTRY_WITHOUT_TLS', `${ping}http: server gave HTTP response to HTTPS client`],
		['SEED_REGISTRY_WITHOUT_TLS', `${ping}tls: first record does not look like a TLS handshake`],
		['SEED_NOT_FOUND', 'reading manifest b in r.example.com/a: manifest unknown: manifest unknown'],
		[
			'SEED_NOT_FOUND',
			'reading manifest b in r.example.com/a: name unknown: repository name not known to registry',
		],
		['SEED_UNREADABLE', 'something that nobody has seen before'],
	])('becomes %s where it is %j', (code, text) => {
		const problem = problemOf(fatal(text));
		expect(problem.code).toBe(code);
		expect(problem.message).toContain(text.slice(0, 40));
		expect(problem.remedy.length).toBeGreaterThan(0);
	});

	test('of a mirror that refuses wins over an original that cannot be reached', () => {
		const text =
			'(Mirrors also failed: [m.example.com/a:b: reading manifest b in m.example.com/a: unauthorized: authentication required]): ' +
			`r.example.com/a:b: ${ping}dial tcp: lookup r.example.com: no such host`;
		expect(problemOf(fatal(text)).code).toBe('SEED_AUTH');
	});

	test('is kept whole as the cause, its control characters made visible', () => {
		const problem = problemOf(`${fatal('odd')}\u001b[31mred`);
		expect(problem.causes[0]).toContain('retrying in 1s');
		expect(problem.causes[0]).toContain('\\x1b[31mred');
	});

	test('without the form of a log line is told as it stands', () => {
		expect(problemOf('panic: out of memory').message).toBe(
			'Reading the seed image r.example.com/a:b: panic: out of memory.',
		);
	});
});
