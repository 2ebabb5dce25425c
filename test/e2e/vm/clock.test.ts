/** A board whose clock is five years behind: the install is refused and says why; the clock is set by keys, and nothing is in the way. */
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Factory, openFactory, unattendedArguments} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';
import {guardMs} from './keys.ts';
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
	await waitFor('time-skew');
	type('0');
	await waitFor(/-- Tools -/);
	type('6');
	await waitFor('Clock on the board');
	type('2');
	await waitFor('New time (UTC)');
	type(`${'\x7f'.repeat(19)}${new Date().toISOString().slice(0, 19).replace('T', ' ')}\r`);
	await waitFor('Set the clock?');
	expect(screen()).toMatch(/Change +.*forward/);
	await delay(guardMs);
	type('2');
	const {inside} = host;
	const year = (): Promise<string> => inside('date --utc +%Y');
	await expect.poll(year, {timeout: 120_000}).toBe(String(new Date().getUTCFullYear()));
});

const yearsAgo = (years: number): string => {
	const then = new Date();
	then.setUTCFullYear(then.getUTCFullYear() - years);
	return then.toISOString().slice(0, 19);
};
