/** What a host does when an install that nobody watched has failed, as `ibi.on_error` says. */
import {expect, test} from 'vitest';
import type {Orders} from '../../src/config/orders.ts';
import type {Autopilot, Flight} from '../../src/engine/autopilot.ts';
import {runOrders} from '../../src/engine/unattended.ts';
import {InstallError, toProblem} from '../../src/errors.ts';
import {commandLine} from '../../src/system/run.ts';
import type {System} from '../../src/system/types.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';

const problem = toProblem(new InstallError('CONSENT_MISSING', undefined));

/** The commands that were run after an install that ended like this. */
const commandsAfter = async (flight: Flight, orders: Orders): Promise<readonly string[]> => {
	const ran: string[] = [];
	const memory = memorySystem(memoryMachine());
	const system: System = {
		...memory,
		run: async (command) => {
			ran.push(commandLine(command));
			return {stdout: '', stderr: '', exitCode: 0};
		},
	};
	const autopilot = {
		announce: () => {},
		subscribe: () => () => {},
		start: async () => {},
		fly: async () => flight,
	} as unknown as Autopilot;
	const {signal} = new AbortController();
	const options = {stateDirectory: '/run/x', signal, reportSignal: signal, log: () => {}};
	await runOrders(autopilot, system, {mode: 'auto', ...orders}, options);
	return ran;
};

const failed: Flight = {kind: 'ended', outcome: {kind: 'failed', error: problem, undone: false}};

test.each(['reboot', 'poweroff'] as const)('%s is done when it was asked for', async (onError) => {
	expect(await commandsAfter(failed, {onError})).toEqual([`systemctl ${onError}`]);
	expect(await commandsAfter({kind: 'refused', problem}, {onError})).toEqual([
		`systemctl ${onError}`,
	]);
});

test('it stays where nothing was asked for, and where somebody stopped it or went on by hand', async () => {
	expect(await commandsAfter(failed, {})).toEqual([]);
	expect(await commandsAfter(failed, {onError: 'stay'})).toEqual([]);
	const others: readonly Flight[] = [
		{kind: 'ended', outcome: {kind: 'cancelled'}},
		{kind: 'ended', outcome: {kind: 'done'}},
		{kind: 'by hand'},
	];
	for (const flight of others) {
		expect(await commandsAfter(flight, {onError: 'reboot'})).toEqual([]);
	}
});
