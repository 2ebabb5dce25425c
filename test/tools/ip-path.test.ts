import {describe, expect, test} from 'vitest';
import {realSystem} from '../../src/system/real.ts';
import {parseNeighbour, parsePath, pathTo} from '../../src/tools/ip-path.ts';

describe('the path to an address', () => {
	test.each([
		[{type: 'local', dst: '127.0.0.1', dev: 'lo'}, {kind: 'local'}],
		[
			{dst: '192.0.2.7', dev: 'eno1'},
			{kind: 'direct', nic: 'eno1'},
		],
		[
			{dst: '198.51.100.5', gateway: '192.0.2.1', dev: 'eno1'},
			{kind: 'gateway', nic: 'eno1', gateway: '192.0.2.1'},
		],
		[
			{dst: '198.51.100.5', via: {family: 'inet6', host: 'fe80::1'}, dev: 'eno1'},
			{kind: 'gateway', nic: 'eno1', gateway: 'fe80::1'},
		],
		[{type: 'unreachable', dst: '198.51.100.5', dev: 'lo'}, {kind: 'none'}],
	])('%j', (route, path) => {
		expect(parsePath(JSON.stringify([route]))).toEqual(path);
	});

	test('of this machine itself is local', async () => {
		expect(await pathTo(realSystem(process.env), '127.0.0.1')).toEqual({kind: 'local'});
	});
});

describe('a neighbour', () => {
	const mac = '52:54:00:AA:00:01';

	test.each([
		[
			{lladdr: mac, state: ['REACHABLE']},
			{kind: 'present', mac: mac.toLowerCase()},
		],
		[
			{lladdr: mac, state: ['STALE']},
			{kind: 'present', mac: mac.toLowerCase()},
		],
		[{state: ['FAILED']}, {kind: 'absent'}],
		[{state: ['INCOMPLETE']}, {kind: 'absent'}],
		[{lladdr: mac, state: ['FAILED']}, {kind: 'absent'}],
		[{state: ['NOARP']}, {kind: 'unasked'}],
	])('%j', (row, answer) => {
		expect(parseNeighbour(JSON.stringify([row]))).toEqual(answer);
	});

	test.each(['', '[]'])('that is not listed was not asked for: %j', (text) => {
		expect(parseNeighbour(text)).toEqual({kind: 'unasked'});
	});
});
