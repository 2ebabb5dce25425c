import {expect, test} from 'vitest';
import {parseUnitStatuses} from '../../src/tools/unit-status.ts';

/** systemd 252, shortened. */
const shown = `Result=exit-code
NRestarts=5
Id=chronyd.service
Description=NTP client/server
LoadState=loaded
ActiveState=failed
SubState=failed
StateChangeTimestamp=@1795250584

Result=success
NRestarts=0
Id=nowhere.service
Description=nowhere.service
LoadState=not-found
ActiveState=inactive
SubState=dead
StateChangeTimestamp=

Result=success
NRestarts=0
Id=sshd.service
Description=OpenSSH server daemon
LoadState=loaded
ActiveState=inactive
SubState=dead
StateChangeTimestamp=
`;

test('units that the host has, with the time of their newest change', () => {
	expect(parseUnitStatuses(shown)).toEqual([
		{
			name: 'chronyd.service',
			description: 'NTP client/server',
			state: 'failed',
			detail: 'failed',
			since: '2026-11-21T08:43:04.000Z',
			restarts: 5,
			result: 'exit-code',
		},
		{
			name: 'sshd.service',
			description: 'OpenSSH server daemon',
			state: 'inactive',
			detail: 'dead',
			restarts: 0,
			result: 'success',
		},
	]);
});

test('nothing told is no unit', () => {
	expect(parseUnitStatuses('')).toEqual([]);
});
