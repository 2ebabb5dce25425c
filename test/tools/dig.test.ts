import {expect, test} from 'vitest';
import {parseDig} from '../../src/tools/dig.ts';

/** As BIND 9.18 prints it with `+noall +comments +answer`. */
const answered = (status: string, ...lines: readonly string[]): string =>
	[
		';; Got answer:',
		`;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 46018`,
		';; flags: qr rd ra; QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 1',
		'',
		';; OPT PSEUDOSECTION:',
		'; EDNS: version: 0, flags:; udp: 1232',
		';; ANSWER SECTION:',
		...lines,
		'',
	].join('\n');

test('an answer has a status and the values of the type that was asked for', () => {
	const text = answered(
		'NOERROR',
		'registry.example.com.\t60\tIN\tCNAME\tr1.example.com.',
		'r1.example.com.\t\t60\tIN\tA\t192.0.2.7',
	);
	expect(parseDig(text, 'A')).toEqual({kind: 'answered', status: 'NOERROR', values: ['192.0.2.7']});
	expect(parseDig(text, 'AAAA')).toMatchObject({values: []});
});

test('that a name does not exist is an answer', () => {
	const answer = {kind: 'answered', status: 'NXDOMAIN', values: []};
	expect(parseDig(answered('NXDOMAIN'), 'A')).toEqual(answer);
});

test.each([
	';; communications error to 192.0.2.53#53: timed out\n;; no servers could be reached\n',
	';; Connection to 192.0.2.53#53(192.0.2.53) for a. failed: connection refused.\n',
	';; UDP setup with 192.0.2.53#53(192.0.2.53) for a. failed: network unreachable.\n',
])('a server that cannot be asked is silent: %j', (text) => {
	expect(parseDig(text, 'A')).toEqual({kind: 'silent'});
});

test('anything else is told', () => {
	expect(() => parseDig('Usage: dig …', 'A')).toThrow(/Reading the answer of dig/);
});
