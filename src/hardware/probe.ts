/**
 * Everything that is known of this host: the table of contents of the probes. Reads only; every fault
 * becomes an unknown fact with its reason, and no probe waits for another.
 */
import type {System} from '../system/types.ts';
import {settleDevices} from '../tools/udevadm.ts';
import {withBootEntry} from './boot-medium.ts';
import {cpuProbes} from './cpu.ts';
import {probeDisks} from './disks.ts';
import {type Disk, type Fact, type Facts, known, unknown} from './facts.ts';
import {hostProbes} from './host.ts';
import {networkProbes} from './nics.ts';
import {platformProbes} from './platform.ts';
import {runProbes} from './probes.ts';
import {probeStorage} from './storage.ts';
import {timeProbes} from './time.ts';
import {asFact} from './time-limit.ts';

/** A little more than the limit of the wait itself, so that it is `udevadm` that gives up. */
const settleLimitMs = 35_000;
/** Longer than any single read of a disk, so that a dying one never takes the list with it. */
const disksLimitMs = 60_000;

export const probeHost = async (system: System, signal?: AbortSignal): Promise<Facts> => {
	await settle(system, signal);
	const [host, disks, network, cpu, platform, time, storage] = await Promise.all([
		runProbes(system, hostProbes, signal),
		probeDisksAsFact(system, signal),
		runProbes(system, networkProbes, signal),
		runProbes(system, cpuProbes, signal),
		runProbes(system, platformProbes, signal),
		runProbes(system, timeProbes, signal),
		probeStorage(system, signal),
	]);
	const clock = system.clock.now().toISOString();
	return {
		host: {...host, clock},
		disks: withBootEntry(disks, platform.bootEntry),
		network,
		cpu,
		platform,
		time,
		storage,
	};
};

const probeDisksAsFact = (
	system: System,
	signal: AbortSignal | undefined,
): Promise<Fact<readonly Disk[]>> =>
	asFact(system, {what: 'the disks', limitMs: disksLimitMs, signal}, async (either) =>
		known(await probeDisks(system, either)),
	);

/** A snapshot of devices that still settle may lack a link; it is no reason to have none. */
const settle = (system: System, signal: AbortSignal | undefined): Promise<Fact<string>> =>
	asFact(system, {what: 'udev', limitMs: settleLimitMs, signal}, async (either) => {
		const state = await settleDevices(system, either);
		return state === 'settled' ? known(state) : unknown('devices are still settling');
	});
