/** ping, arping, getent and printenv, as fake executables and for real on this machine. */
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {realSystem} from '../../src/system/real.ts';
import type {System} from '../../src/system/types.ts';
import {findOtherOwners} from '../../src/tools/arping.ts';
import {resolveName} from '../../src/tools/getent.ts';
import {ping} from '../../src/tools/ping.ts';
import {readEnvironment} from '../../src/tools/printenv.ts';

let directory: string;
let system: System;

const fake = (program: string, body: string): void => {
	const path = join(directory, program);
	writeFileSync(path, `#!/bin/sh\necho "$*" > ${directory}/called\n${body}\n`);
	chmodSync(path, 0o755);
};

const called = (): string => readFileSync(join(directory, 'called'), 'utf8').trim();

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-probes-'));
	system = realSystem({PATH: `${directory}:/usr/bin:/bin`, HTTPS_PROXY: 'http://proxy.test:3128'});
});

afterEach(() => rmSync(directory, {recursive: true}));

describe('ping', () => {
	test('that is answered', async () => {
		fake('ping', 'exit 0');
		expect(await ping(system, {address: '192.0.2.1'})).toEqual({kind: 'answered'});
		expect(called()).toBe('-n -q -c 1 -i 0.3 -w 2 192.0.2.1');
	});

	test.each([
		['192.0.2.1', '-M do -s 8972 192.0.2.1'],
		['2001:db8::1', '-M do -s 8952 2001:db8::1'],
	])('of a whole packet to %s takes its headers off', async (address, end) => {
		fake('ping', 'exit 0');
		await ping(system, {address, packetBytes: 9000});
		expect(called()).toBe(`-n -q -c 1 -i 0.3 -w 2 ${end}`);
	});

	test('of a link-local address names the card', async () => {
		fake('ping', 'exit 0');
		await ping(system, {address: 'fe80::1', nic: 'eno1'});
		expect(called()).toMatch(/ fe80::1%eno1$/);
	});

	test.each([
		['exit 1', {kind: 'silent'}],
		['echo "ping: connect: Network is unreachable" >&2; exit 2', {kind: 'silent'}],
		[
			'echo "From 192.0.2.1 icmp_seq=1 Frag needed and DF set (mtu = 1400)"; exit 1',
			{kind: 'too-large', limitBytes: 1400},
		],
		[
			'echo "ping: local error: message too long, mtu: 1500" >&2; exit 1',
			{kind: 'too-large', limitBytes: 1500},
		],
	])('after %j', async (body, answer) => {
		fake('ping', body);
		expect(await ping(system, {address: '192.0.2.1', packetBytes: 9000})).toEqual(answer);
	});
});

describe('arping', () => {
	const asked = {nic: 'eno1', address: '192.0.2.7'};

	test('finds nobody', async () => {
		fake('arping', 'echo "Received 0 response(s)"');
		expect(await findOtherOwners(system, asked)).toEqual([]);
		expect(called()).toBe('-D -c 2 -w 2 -I eno1 192.0.2.7');
	});

	test('names each that answers, once', async () => {
		const line = 'Unicast reply from 192.0.2.7 [52:54:00:AA:00:01]  0.7ms';
		fake('arping', `echo "${line}"; echo "${line}"; exit 1`);
		expect(await findOtherOwners(system, asked)).toEqual(['52:54:00:aa:00:01']);
	});

	test('that ends with an answer nobody can read still says that there is one', async () => {
		fake('arping', 'exit 1');
		expect(await findOtherOwners(system, asked)).toEqual(['another card']);
	});

	test('that fails is no answer', async () => {
		fake('arping', 'exit 2');
		await expect(findOtherOwners(system, asked)).rejects.toMatchObject({code: 'COMMAND_FAILED'});
	});
});

describe('names and environment of this machine', () => {
	test('localhost leads to an address, an impossible name to none', async () => {
		expect((await resolveName(system, 'localhost', 20_000)).join()).toMatch(/127\.0\.0\.1|::1/);
		expect(await resolveName(system, 'no-such-host.invalid', 20_000)).toEqual([]);
	});

	test('a program sees the proxy and nothing else of ours', async () => {
		const environment = await readEnvironment(system);
		expect(environment).toMatchObject({HTTPS_PROXY: 'http://proxy.test:3128', LANG: 'C.UTF-8'});
		expect(Object.keys(environment)).not.toContain('VITEST');
	});
});
