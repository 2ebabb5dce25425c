/** What the processes of an edge host are told: plain data, in the host's folder while it exists. */
import type {LabDisk} from '../host/disks.ts';
import type {LabSettings} from '../settings.ts';

export type EdgeSpec = {
	readonly directory: string;
	readonly ownerPid: number;
	readonly node: string;
	/** Shown inside at its own path, read-only: tests run what lies in it. */
	readonly repository: string;
	readonly settings: LabSettings;
	/** The installed disk. */
	readonly disk: LabDisk;
	readonly registryStorage?: string | undefined;
	readonly registryCa?: string | undefined;
	/** Of `eno1`, as DHCP would have given it; absent: none. */
	readonly address?: string | undefined;
	readonly gateways?: readonly string[] | undefined;
};

/** Below each hierarchy of control groups: all that runs in the host. */
export const cgroupOf = (directory: string): string => `ibi-lab-${directory.split('-').at(-1)}`;

/** Below the host's folder: where its root directory is put together. */
export const rootFolder = 'root';
