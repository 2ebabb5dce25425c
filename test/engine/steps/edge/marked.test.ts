/** A marker: once for the same values, again for others, never before the work is done. */
import {readFileSync, rmSync, statSync} from 'node:fs';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {marked} from '../../../../src/engine/steps/edge/marked.ts';
import {Secret} from '../../../../src/secret.ts';
import {type EdgeHost, edgeHost} from './edge-host.ts';

let host: EdgeHost;
let ran = 0;
let value = 'planted-one';
let isBroken = false;
let isStanding = true;

const step = marked({
	id: 'toy',
	inputs: async () => ({value: new Secret(value)}),
	stands: async () => isStanding,
	run: async () => {
		ran += 1;
		if (isBroken) {
			throw new Error('the work failed');
		}
	},
});

const run = () => step.run(host.params, host.context);
const isDone = () => step.isDone?.(host.params, host.context);

beforeEach(async () => {
	host = await edgeHost();
	ran = 0;
	value = 'planted-one';
	isBroken = false;
	isStanding = true;
});

afterEach(() => rmSync(host.root, {recursive: true, force: true}));

test('the same values once, other values again', async () => {
	await run();
	expect(await run()).toHaveProperty('skipped');
	expect([ran, await isDone()]).toEqual([1, true]);
	value = 'planted-two';
	expect(await isDone()).toBe(false);
	await run();
	expect(ran).toBe(2);
});

test('what no longer stands is done again, whatever the marker says', async () => {
	await run();
	isStanding = false;
	await run();
	expect(ran).toBe(2);
});

test('work that failed is not done, also when it was done with other values before', async () => {
	await run();
	value = 'planted-two';
	isBroken = true;
	await expect(run()).rejects.toThrow('the work failed');
	value = 'planted-one';
	expect(await isDone()).toBe(false);
});

test('the marker holds a hash, for the eyes of root only', async () => {
	await run();
	const path = `${host.params.stateDirectory}/markers/toy`;
	expect(readFileSync(path, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
	expect(statSync(path).mode & 0o777).toBe(0o600);
});
