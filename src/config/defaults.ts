/** What holds when nobody says otherwise; the values of the installer that this console replaces. */
import type {Settings} from './settings.ts';

/** The published numbers for single-node OpenShift. */
export const publishedMinimums = {diskBytes: 120e9, cpus: 8, memoryBytes: 16e9} as const;

/** Published numbers differ; a document may lower each minimum to the lowest of them, no further. */
export const lowestMinimums = {diskBytes: 100e9, cpus: 4, memoryBytes: 16e9} as const;

export const defaultSettings = {
	authFile: '/var/tmp/pull-secret.json',
	releaseRegistry: '',
	precacheBestEffort: false,
	precacheDisabled: false,
	extraPartitionStart: '-40G',
	extraPartitionLabel: 'var-lib-containers',
	extraPartitionNumber: 5,
	skipDiskCleanup: false,
	coreosInstallerArgs: [],
	postScript: '/var/tmp/post.sh',
	onSuccess: 'stay',
	deployBy: 'ibi-console',
	minimums: publishedMinimums,
	allowBelowMinimums: false,
} as const satisfies Partial<Settings>;
