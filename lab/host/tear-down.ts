/**
 * Takes a lab host away: ends what still runs in it, detaches its loop devices, removes its folder.
 * Only what the folder itself names is touched, and each loop only while it still holds the named file.
 */
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {System} from '../../src/system/types.ts';
import {endCgroups} from '../edge/cgroups.ts';
import {cgroupOf} from '../edge/spec.ts';
import {processesOf} from './mark.ts';

const forceAfterMs = 2000;
const pollMs = 50;
const detachedWithinMs = 10_000;

export const tearDown = async (system: System, directory: string): Promise<void> => {
	await endProcesses(system, directory);
	await endCgroups(cgroupOf(directory), system.clock);
	for (const name of await readdir(directory)) {
		if (name.endsWith('.loop')) {
			await detach(system, await readFile(join(directory, name), 'utf8'));
		}
	}
	await system.run({program: 'rm', args: ['-rf', '--one-file-system', directory]});
};

const endProcesses = async (system: System, directory: string): Promise<void> => {
	const deadlineMs = system.clock.monotonicMs() + forceAfterMs;
	for (
		let pids = await processesOf(directory);
		pids.length > 0;
		pids = await processesOf(directory)
	) {
		const signal = system.clock.monotonicMs() > deadlineMs ? 'SIGKILL' : 'SIGTERM';
		for (const pid of pids) {
			send(pid, signal);
		}
		await system.clock.sleep(pollMs);
	}
};

const send = (pid: number, signal: NodeJS.Signals): void => {
	try {
		process.kill(pid, signal);
	} catch {
		// It ended by itself in the meantime.
	}
};

/** Mounts of namespaces that are gone keep a device busy for a moment; then partitions and device go. */
const detach = async (system: System, record: string): Promise<void> => {
	const [device = '', image = ''] = record.split('\n');
	const deadlineMs = system.clock.monotonicMs() + detachedWithinMs;
	while (await holds(system, device, image)) {
		const accepted = {acceptedExitCodes: [0, 1]};
		await system.run({program: 'partx', args: ['--delete', device]}, accepted);
		await system.run({program: 'losetup', args: ['--detach', device]}, accepted);
		if (system.clock.monotonicMs() > deadlineMs) {
			return;
		}
		await system.clock.sleep(pollMs);
	}
};

const holds = async (system: System, device: string, image: string): Promise<boolean> => {
	const {stdout} = await system.run(
		{program: 'losetup', args: ['--noheadings', '--output', 'BACK-FILE', '--list', device]},
		{acceptedExitCodes: [0, 1]},
	);
	return stdout.trim() === image;
};
