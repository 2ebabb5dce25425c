/** The console at the edge in lines: the configuration from a medium or typed, the start, the work and its end. */
import {expect, test} from 'vitest';
import type {EdgeAction} from '../../../src/engine/edge/actions.ts';
import {EdgeApp} from '../../../src/screens/edge/app.tsx';
import {guardMs} from '../../../src/screens/guard.ts';
import type {EdgeState} from '../../../src/store/edge/state.ts';
import {speak} from '../../helpers/lines.tsx';
import {deployed, deploying, failed} from '../edge/fixtures/run.ts';
import {offered, ready, waiting} from '../edge/fixtures/states.ts';
import {fakeClock, fakeConsole} from '../fake-console.ts';

const open = async (state: EdgeState) => {
	const console = fakeConsole<EdgeState, EdgeAction>(state);
	const clock = fakeClock();
	const spoken = await speak(<EdgeApp console={console} clock={clock} />, {}, clock);
	return {
		...spoken,
		console,
		waitForGuard: async () => {
			clock.pass(guardMs);
			await spoken.settle();
		},
	};
};

test('says what is wrong with a medium, and takes another one by number', async () => {
	const {news, answer} = await open(waiting);
	expect(news()).toContain('== Waiting for the configuration');
	const doctor = await answer('2');
	expect(doctor).toMatch(/== Configuration on \/dev\//);
	expect(doctor).toContain('FAULT');
	expect(await answer('2')).toContain('It cannot be taken before its faults are put right.');
	expect(await answer('b')).toContain('== Waiting for the configuration');
});

test('takes typed values, tells only how long a secret is, and a text of several lines up to one dot', async () => {
	const {answer, said, console, send} = await open(waiting);
	expect(await answer('1')).toMatch(/== Type the configuration\n.*> 1 {2}Cluster name/s);
	for (const value of ['edge9', 'corp.example', 'edge9-n0', '192.0.2.0/24', 'eno1 dhcp', '.']) {
		await answer(value);
	}
	expect(await answer('.13')).toMatch(/> 13 Pull secret.*\nText, then a line of one dot> $/s);
	const secret = '{"auths": {"registry.test": {"auth": "cGxhbnRlZDpwbGFudGVk"}}}';
	await send(`${secret}\r`);
	expect(await answer('.')).toMatch(/> 14 Trust bundle/);
	expect(said()).not.toContain('cGxhbnRlZDpwbGFudGVk');
	await answer('.18');
	expect(console.actions).toMatchObject([
		{
			type: 'site.type',
			answers: {clusterName: 'edge9', baseDomain: 'corp.example', hostName: 'edge9-n0'},
		},
	]);
});

test('shows the password when asked, and asks before it starts', async () => {
	const {answer, waitForGuard} = await open(offered);
	await waitForGuard();
	expect(await answer('1')).toMatch(/Password +\S{5}/);
	const other = await open(ready);
	expect(other.news()).toContain('== Review');
	expect(await other.answer('1')).toContain('== Start the deployment?');
	await other.waitForGuard();
	await other.answer('2');
	expect(other.console.actions).toMatchObject([{type: 'deploy.start'}]);
});

test('tells the work step by step, its failure with what to do, and its end', async () => {
	const {news} = await open(deploying);
	expect(news()).toMatch(/== Deploying\n-- WRITING - DO NOT POWER OFF\n.*\nSTEP .*\nOK /s);
	const after = await open(failed);
	expect(after.news()).toMatch(/== The deployment failed\n.*FAIL run: [A-Z_]+\n.*What to do/s);
	const end = await open(deployed);
	expect(end.news()).toMatch(/== This host is deployed\n.*\nOK run\n.*API +https:\/\/api\./s);
});
