/** What holds for every step of the registry, whoever adds one. */
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {Step, StepContext} from '../../../src/engine/step.ts';
import {type ParamsOf, type StepId, steps} from '../../../src/engine/steps/index.ts';
import type {InstallError} from '../../../src/errors.ts';
import type {PinnedDisk} from '../../../src/hardware/pin.ts';
import type {Command} from '../../../src/system/types.ts';
import {readMachine, recordedSystem} from '../../helpers/recorded-system.ts';

const strayDisk: PinnedDisk = {
	fingerprint: {serial: 'NOT-IN-THIS-HOST', sizeBytes: 480e9, logicalSectorBytes: 512},
	path: '/dev/sda',
	deviceNumber: '8:0',
	name: 'a disk that was pulled out',
};

const all = Object.entries(steps) as unknown as readonly (readonly [
	StepId,
	Step<{readonly disk: PinnedDisk}>,
])[];

/** Reads what it was recorded with; any write or other program is an error. */
const contextOn = (ran: Command[]): StepContext => ({
	system: recordedSystem(readMachine('factory-server'), (command) => ran.push(command)),
	signal: new AbortController().signal,
	progress: () => {},
	log: () => {},
	observe: () => {},
	willWrite: async () => {
		throw new Error('it was about to write');
	},
});

const readers = ['lsblk', 'losetup'];

describe.each(all.filter(([, step]) => step.isDestructive))('%s', (_, step) => {
	test('writes nothing and runs nothing when the pinned disk is not there again', async () => {
		const ran: Command[] = [];
		const work = step.run({disk: strayDisk}, contextOn(ran));
		await expect(work).rejects.toMatchObject({
			code: 'DISK_NOT_FOUND',
		} satisfies Partial<InstallError>);
		expect(ran.filter(({program}) => !readers.includes(program))).toEqual([]);
	});

	test('undoes nothing on a disk that is not the pinned one', async () => {
		const ran: Command[] = [];
		if (step.undo) {
			await expect(step.undo({disk: strayDisk}, contextOn(ran))).rejects.toThrow();
		}
		expect(ran.filter(({program}) => !readers.includes(program))).toEqual([]);
	});
});

test('only three steps do not write to the installation disk', () => {
	const harmless = all.filter(([, step]) => !step.isDestructive).map(([id]) => id);
	expect(harmless).toEqual(['install.prepare', 'seed.copy-lists', 'host.power']);
});

test('the page about installs describes every step', () => {
	const page = readFileSync(new URL('../../../docs/install.md', import.meta.url), 'utf8');
	expect(Object.keys(steps).filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});

test('params of another step do not compile', () => {
	const params: ParamsOf<'host.power'> = {what: 'stay'};
	// @ts-expect-error the deployment of a seed needs a disk and a stateroot
	const wrong: ParamsOf<'ostree.deploy'> = params;
	expect(wrong).toBe(params);
});
