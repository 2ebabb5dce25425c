/**
 * The engine killed with -9 at the start of a step and started again: of a few steps that the other tests leave out,
 * or of every step with IBI_MATRIX=all.
 */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../../lab/host.ts';
import {buildStages} from '../../../lab/stage.ts';
import {stages} from '../../../lab/stages.ts';
import {steps} from '../../../src/engine/steps/index.ts';
import {lab} from '../lab-install.ts';
import {atStart, journalEnd, onceAt, resumeInstall, startInstall} from './attempt.ts';
import {otherDisks} from './bytes.ts';
import {failureScreen} from './picture.tsx';

const few = ['install.prepare', 'disk.grow-root', 'seed.delete-etc', 'install.record'];
/** Images are pulled beside the seed: a step that is over before the next is killed is killed first. */
const all = Object.keys(steps).flatMap((step) =>
	step === 'images.precache' ? [] : step === 'seed.unpack' ? ['images.precache', step] : [step],
);
const chosen = process.env['IBI_MATRIX'] === 'all' ? all : few;

let host: LabHost;
let otherDisksBefore: readonly string[];
let hasStarted = false;

beforeAll(async () => {
	await buildStages(stages, lab);
	host = await startHost(lab, {
		targetBytes: 24 * 1024 ** 3,
		configuration: {allowBelowMinimums: true, extraPartitionStart: '-8G'},
	});
	otherDisksBefore = await otherDisks(host);
});

afterAll(() => host?.close());

test.each(chosen)('killed at the start of %s, the screen offers to go on', async (step) => {
	const watch = onceAt(atStart(step), (stop) => stop('SIGKILL'));
	const ended = await (hasStarted ? resumeInstall(host, watch) : startInstall(host, watch));
	hasStarted = true;
	expect([ended.exitCode, ended.stderr]).toEqual([137, '']);
	const screen = await failureScreen(host);
	expect(screen).toContain('The installation was cut short');
	expect(screen).toContain('Retry this step');
	expect(ended.outcome).toBeUndefined();
});

test('started again a last time, the run comes to its end', async () => {
	const ended = await resumeInstall(host);
	expect([ended.exitCode, ended.stderr, await journalEnd(host)]).toEqual([0, '', 'done']);
	expect(await otherDisks(host)).toEqual(otherDisksBefore);
});
