/** The disks that are found on a recorded machine. */
import {probeDisks} from '../../src/hardware/disks.ts';
import type {Disk} from '../../src/hardware/facts.ts';
import {type MachineName, readMachine, recordedSystem} from '../helpers/recorded-system.ts';

export const disksOf = (name: MachineName): Promise<readonly Disk[]> =>
	probeDisks(recordedSystem(readMachine(name)));

export const diskAt = async (name: MachineName, path: string): Promise<Disk> => {
	const found = (await disksOf(name)).find((disk) => disk.path === path);
	if (found === undefined) {
		throw new Error(`no ${path} on ${name}`);
	}
	return found;
};
