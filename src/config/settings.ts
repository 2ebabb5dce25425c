/**
 * The settings of an install, as the plan needs them, and where each value came from. The documents that
 * people write are in `schema.ts`; both arrive here under the names of `ibi-configuration.json`.
 */

export const onSuccessValues = ['stay', 'reboot', 'poweroff'] as const;

export type Settings = {
	readonly seedImage: string;
	/** Must equal the OpenShift version of the seed. */
	readonly seedVersion: string;
	/** A device path (best below /dev/disk/by-id), `serial:…` or `wwn:…`; must match exactly one disk. */
	readonly installationDisk: string;
	/** A containers-auth.json file; the secret itself never enters the settings. */
	readonly authFile: string;
	/** Host that replaces the seed's release registry in the image list. */
	readonly releaseRegistry: string;
	readonly precacheBestEffort: boolean;
	readonly precacheDisabled: boolean;
	/** Directory of an OCI layout that has the images; absent: their registries have them. */
	readonly precacheLayout: string;
	/** `-40G` counts from the end of the disk; `100G` from its start. */
	readonly extraPartitionStart: string;
	readonly extraPartitionLabel: string;
	readonly extraPartitionNumber: number;
	readonly skipDiskCleanup: boolean;
	readonly coreosInstallerArgs: readonly string[];
	/** The CoreOS image to write; absent: the one that the live ISO carries. */
	readonly baseImage: string;
	/** Runs after the images are in place; skipped when no such file exists. */
	readonly postScript: string;
	readonly onSuccess: (typeof onSuccessValues)[number];
	/** Who makes the installed host a cluster at its first boot: this console, or the tool in the seed. */
	readonly deployBy: 'ibi-console' | 'lca-cli';
	/** What is put onto the installed system; told by this process itself, never asked for. */
	readonly program: ProgramFiles;
	/** What the host must have at least; may be lowered to the lower of the published numbers. */
	readonly minimums: Minimums;
	/** True: a host below the minimums is a warning that stays on record, no longer a blocker. */
	readonly allowBelowMinimums: boolean;
};

export type ProgramFiles = {
	/** With `ibi-console.js` and what stands beside it. */
	readonly directory: string;
	/** The Node runtime, one file. */
	readonly runtime: string;
};

export type Minimums = {
	readonly diskBytes: number;
	readonly cpus: number;
	readonly memoryBytes: number;
};

/** Weakest first: a later source wins. */
export const sourceNames = [
	'default',
	'file',
	'medium',
	'url',
	'kernel arguments',
	'flags',
	'typed',
] as const;

export type SourceName = (typeof sourceNames)[number];

export type Setting<Value> = {
	readonly value: Value;
	readonly from: SourceName;
	/** The source whose value a typed answer put aside; built-in defaults do not count. */
	readonly over?: SourceName;
};

/** Merged settings; what nobody answered is absent. */
export type Config = {readonly [Name in keyof Settings]?: Setting<Settings[Name]>};
