/** Time servers asked over UDP: a real socket of this machine, and answers as RFC 4330 draws them. */
import {createSocket} from 'node:dgram';
import {describe, expect, onTestFinished, test} from 'vitest';
import {realSystem} from '../../src/system/real.ts';
import {parseTimeServers} from '../../src/tools/chrony-conf.ts';
import {parseNeighbours} from '../../src/tools/ping-neighbours.ts';
import {askTime, parseTimeAnswer} from '../../src/tools/sntp.ts';

const open = new AbortController().signal;

const from1900 = 2_208_988_800;
const packet = (unixSeconds: number, {stratum = 2, leap = 0} = {}): Buffer => {
	const bytes = Buffer.alloc(48);
	bytes.writeUInt8((leap << 6) | 0b100_100, 0);
	bytes.writeUInt8(stratum, 1);
	for (const offset of [32, 40]) {
		const seconds = unixSeconds + from1900;
		bytes.writeUInt32BE(Math.floor(seconds) % 2 ** 32, offset);
		bytes.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), offset + 4);
	}
	return bytes;
};

describe('the answer of a time server', () => {
	const sentMs = Date.UTC(2026, 10, 21, 9);

	test('tells by how much this clock is behind, half of the way taken off', () => {
		expect(parseTimeAnswer(packet(sentMs / 1000 + 60.05), sentMs, 100)).toEqual({
			kind: 'answered',
			offsetSeconds: 60,
			stratum: 2,
		});
	});

	test('is read in the era that begins in 2036', () => {
		const later = Date.UTC(2040, 0, 1);
		expect(parseTimeAnswer(packet(later / 1000 - 5), later, 0)).toMatchObject({offsetSeconds: -5});
	});

	test.each([
		['an alarm', packet(0, {leap: 3})],
		['the kiss of death', packet(0, {stratum: 0})],
		['no stratum', packet(0, {stratum: 16})],
		['half a packet', packet(0).subarray(0, 20)],
	])('with %s has no time', (_what, answer) => {
		expect(parseTimeAnswer(answer, sentMs, 0)).toEqual({kind: 'unsynchronised'});
	});
});

describe('over a socket', () => {
	test('a packet is answered', async () => {
		const server = createSocket('udp4');
		onTestFinished(() => void server.close());
		server.on('message', (question, {port, address}) => server.send(question, port, address));
		await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
		const payload = Buffer.from('hello');
		const {port} = server.address();
		const request = {host: '127.0.0.1', port, payload, timeoutMs: 5000};
		expect(await realSystem().exchange(request)).toEqual({kind: 'answered', payload});
	});

	test('a closed port is told at once, and a name that nobody knows', async () => {
		const {exchange} = realSystem();
		const payload = Buffer.alloc(1);
		const request = {port: 9, payload, timeoutMs: 20_000};
		expect(await exchange({...request, host: '127.0.0.1'})).toEqual({
			kind: 'failed',
			code: 'ECONNREFUSED',
		});
		expect(await exchange({...request, host: 'nobody.invalid'})).toMatchObject({kind: 'failed'});
	});

	test('cancelling ends it', async () => {
		const ending = new AbortController();
		const server = createSocket('udp4');
		onTestFinished(() => void server.close());
		server.on('message', () => ending.abort());
		await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
		const {exchange} = realSystem();
		const request = {host: '127.0.0.1', port: server.address().port, timeoutMs: 60_000};
		const asked = exchange({...request, payload: Buffer.alloc(1), signal: ending.signal});
		await expect(asked).rejects.toMatchObject({code: 'CANCELLED'});
	});

	test('a server that says nothing is asked three times', async () => {
		const {clock} = realSystem();
		let count = 0;
		const exchange = async () => {
			count += 1;
			return {kind: 'failed', code: 'ETIMEDOUT'} as const;
		};
		const answer = await askTime({clock, exchange}, '192.0.2.1', open);
		expect([answer, count]).toEqual([{kind: 'silent', code: 'ETIMEDOUT'}, 3]);
	});
});

test('the servers of chrony.conf are found, pools and peers among them', () => {
	const text =
		'# server no.example\npool 2.pool.example iburst\n  server 192.0.2.1\npeer other\ndriftfile /x\n';
	expect(parseTimeServers(text)).toEqual(['2.pool.example', '192.0.2.1', 'other']);
});

test('whoever answers on a cable is told once', () => {
	const said = `PING ff02::1(ff02::1) from :: eno1: 56 data bytes
64 bytes from fe80::1%eno1: icmp_seq=1 ttl=64 time=0.055 ms
64 bytes from fe80::FE%eno1: icmp_seq=1 ttl=64 time=0.401 ms (DUP!)
64 bytes from fe80::1%eno1: icmp_seq=2 ttl=64 time=0.050 ms
`;
	expect(parseNeighbours(said)).toEqual(['fe80::1', 'fe80::fe']);
});
