/** Restores the seed's /var into the stateroot. */
import {stateroot as staterootPath} from './layout.ts';
import {type OnDisk, onTarget} from './on-disk.ts';
import {restoreArchive} from './restore-archive.ts';

export type RestoreParams = OnDisk & {
	readonly stateroot: string;
	readonly isSelinuxEnabled: boolean;
};

/** Members of the archive begin with `var/`. */
export const restoreVar = onTarget<RestoreParams>({
	unit: 'bytes',
	run: ({stateroot, isSelinuxEnabled}, context) =>
		restoreArchive(context, 'var.tgz', staterootPath(stateroot), isSelinuxEnabled),
});
