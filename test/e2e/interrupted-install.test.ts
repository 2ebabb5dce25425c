/** One install that is killed or cancelled in step after step, and taken up again each time. */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {differences} from '../../lab/inventory.ts';
import {buildStages} from '../../lab/stage.ts';
import {expectedVar} from '../../lab/stages/seed-content.ts';
import {stages} from '../../lab/stages.ts';
import type {InstallEvent} from '../../src/engine/events.ts';
import {
	type Ended,
	expectedInventory,
	lab,
	linesOf,
	onPartition,
	restoredInventory,
	runEngine,
	type Watch,
} from './lab-install.ts';
import {otherDisks} from './matrix/bytes.ts';

let host: LabHost;
let hasStarted = false;
let otherDisksBefore: readonly string[];

beforeAll(async () => {
	await buildStages(stages, lab);
	host = await startHost(lab);
	otherDisksBefore = await otherDisks(host);
});

afterAll(() => host?.close());

const progressOf =
	(step: string) =>
	(event: InstallEvent): boolean =>
		event.type === 'step.progressed' && event.step === step && event.done > 0;

const startOf =
	(step: string) =>
	(event: InstallEvent): boolean =>
		event.type === 'step.started' && event.step === step;

const endOf =
	(step: string) =>
	(event: InstallEvent): boolean =>
		event.type === 'step.finished' && event.step === step;

const line =
	(text: string) =>
	(event: InstallEvent): boolean =>
		event.type === 'step.logged' && event.line.startsWith(text);

const either =
	(...moments: readonly ((event: InstallEvent) => boolean)[]) =>
	(event: InstallEvent): boolean =>
		moments.some((isMoment) => isMoment(event));

/** Starts the run the first time, takes it up afterwards. */
const runUntil = async (
	isMoment: (event: InstallEvent) => boolean,
	signal: 'SIGTERM' | 'SIGKILL',
): Promise<Ended> => {
	let isStopped = false;
	const watch: Watch = (event, stop) => {
		if (!isStopped && isMoment(event)) {
			isStopped = true;
			stop(signal);
		}
	};
	const settings = {installationDisk: `serial:${host.disks.target.serial}`};
	const ended = await runEngine(host, hasStarted ? ['resume'] : ['start', settings], watch);
	hasStarted = true;
	expect(isStopped, 'the moment came').toBe(true);
	return ended;
};

const moments = [
	['disk.write-image', progressOf('disk.write-image'), 'SIGKILL'],
	['disk.write-image again', progressOf('disk.write-image'), 'SIGTERM'],
	['disk.add-containers-partition', line('Creating extra partition'), 'SIGKILL'],
	['disk.make-filesystems', startOf('disk.make-filesystems'), 'SIGTERM'],
	['disk.mount', line('Mounted '), 'SIGKILL'],
	['seed.download', startOf('seed.download'), 'SIGTERM'],
	['seed.unpack', line('Unpacking ostree.tgz'), 'SIGKILL'],
	['seed.unpack again', line('Unpacking ostree.tgz'), 'SIGTERM'],
	[
		'seed.unpack with the seed fetched',
		// By the attempt before, where that was fast.
		either(endOf('seed.download'), line('Verified: ')),
		'SIGKILL',
	],
	['images.precache', progressOf('images.precache'), 'SIGKILL'],
	['images.precache again', line('Successfully pulled image'), 'SIGTERM'],
	['ostree.import', startOf('ostree.import'), 'SIGKILL'],
	['ostree.deploy', line('Deploying '), 'SIGKILL'],
	['seed.restore-var', progressOf('seed.restore-var'), 'SIGKILL'],
	['seed.restore-etc', startOf('seed.restore-etc'), 'SIGTERM'],
	['ostree.remove-base', line('Removing the deployment'), 'SIGKILL'],
	['install.verify', startOf('install.verify'), 'SIGTERM'],
	['install.unmount', line('Unmounting /mnt/boot'), 'SIGKILL'],
] as const;

test.each(moments)('stopped in %s, the run has no other end', async (_, isMoment, signal) => {
	const {outcome} = await runUntil(isMoment, signal);
	expect(outcome).toEqual(signal === 'SIGTERM' ? {kind: 'cancelled'} : undefined);
});

test('taken up a last time, the run is done', async () => {
	const ended = await runEngine(host, ['resume']);
	expect(ended.outcome).toEqual({kind: 'done'});
	expect(linesOf(ended)).toContain('IBI preparation process finished successfully!');
});

test('the disk is as that of an install that nobody disturbed', () =>
	onPartition(host, 4, async (root) => {
		const stateroot = `rhcos_${lab.settings.seedVersion.replaceAll('-', '_')}`;
		const found = await restoredInventory(`${root}/ostree/deploy/${stateroot}/var`);
		const restored = found.filter(({path}) => !/^lib\/ibi-console(\/|$)/.test(path));
		expect(differences(await expectedInventory(expectedVar), restored)).toEqual([]);
	}));

test('the other disks hold the same bytes as before', async () => {
	expect(await otherDisks(host)).toEqual(otherDisksBefore);
});
