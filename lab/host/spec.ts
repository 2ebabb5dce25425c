/** What the process inside a lab host is told: plain data, kept in the host's folder while it exists. */
import type {LabSettings} from '../settings.ts';
import type {LabDisk} from './disks.ts';

export type HostSpec = {
	readonly directory: string;
	readonly ownerPid: number;
	readonly settings: LabSettings;
	readonly disks: readonly LabDisk[];
	/** Names under `/run/ibi-lab` and the files they mean. */
	readonly programs: Readonly<Record<string, string>>;
	readonly registryStorage?: string | undefined;
	readonly registryCa?: string | undefined;
	readonly pullSecret: string;
	readonly seedLayout: string;
	readonly seedArchive: string;
	readonly configuration?: Readonly<Record<string, unknown>> | undefined;
	readonly kernelArguments: readonly string[];
};

/** At this number the process inside finds the mount namespace of the machine, open. */
export const outsideDescriptor = 3;
