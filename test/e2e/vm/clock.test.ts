/** A board whose clock is five years behind: the install is refused and says why; the clock is set by keys, and nothing is in the way. */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Factory, openFactory, unattendedArguments} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';
import {untilResult} from './watch.ts';

let factory: Factory;
let host: VmHost | undefined;

beforeAll(async () => {
	factory = await openFactory('clock');
});

afterAll(async () => {
	await host?.cutPower();
	await factory?.close();
});

test('a clock that is five years off is named, and set from the console', async () => {
	keepOnFailure(factory, () => host);
	const medium = await factory.makeIso('iso', {
		kargs: [...unattendedArguments, 'ibi.countdown=3', 'ibi.console=ttyS0'],
	});
	const disk = await factory.makeDisk('target');
	const clock = yearsAgo(5);
	host = await startVmHost(factory, 'live', {disk, medium, clock});
	expect(await untilResult(host)).toMatchObject({RESULT: 'refused', CODE: 'NOT_READY'});
	const {type, waitFor, screen} = host.console;
	process.stdout.write(`${await waitFor(/clock/)}\n`);
	type('0');
	await waitFor('6');
	type('6');
	await waitFor('Clock on the board');
	process.stdout.write(`${screen()}\n`);
	type('2');
	await waitFor('New time (UTC)');
	type(`${'\x7f'.repeat(19)}${new Date().toISOString().slice(0, 19).replace('T', ' ')}\r`);
	await waitFor('Set the clock?');
	process.stdout.write(`${screen()}\n`);
	expect(screen()).toMatch(/Change +1826 d|forward/);
	type('1');
	await waitFor(/Clock of the system/);
	process.stdout.write(`${screen()}\n`);
	type('b');
	await host.inside('date +%Y').then((year) => expect(year).toBe(String(new Date().getFullYear())));
});

const yearsAgo = (years: number): string => {
	const then = new Date();
	then.setUTCFullYear(then.getUTCFullYear() - years);
	return then.toISOString().slice(0, 19);
};
