/**
 * What an install-config says without effect: the seed image was installed with an answer of its own, and
 * nothing on a configuration ISO can change it. A surprise that is told when the ISO is made, not in the field.
 */
import type {InstallConfig} from './install-config.ts';

/** One sentence for each key that was given; the document itself is good. */
export const withoutEffect = (config: InstallConfig): readonly string[] =>
	keysWithoutEffect(config).map(({key, seed}) => `${key} has no effect: ${seed}`);

/** The keys with their paths, and what holds instead of what they say. */
export const keysWithoutEffect = (
	config: InstallConfig,
): readonly Pick<Decided, 'key' | 'seed'>[] => decidedBySeed.filter(({isGiven}) => isGiven(config));

type Decided = {
	readonly key: string;
	readonly isGiven: (config: InstallConfig) => boolean;
	/** What holds instead. */
	readonly seed: string;
};

const asInSeed = 'it stays as it is in the seed image';

const decidedBySeed: readonly Decided[] = [
	{
		key: 'networking.clusterNetwork',
		isGiven: ({networking}) => networking.clusterNetwork !== undefined,
		seed: 'the cluster network stays as it is in the seed image',
	},
	{
		key: 'networking.serviceNetwork',
		isGiven: ({networking}) => networking.serviceNetwork !== undefined,
		seed: 'the service network stays as it is in the seed image',
	},
	{
		key: 'networking.clusterNetworkMTU',
		isGiven: ({networking}) => networking.clusterNetworkMTU !== undefined,
		seed: asInSeed,
	},
	{
		key: 'networking.ovnKubernetesConfig',
		isGiven: ({networking}) => networking.ovnKubernetesConfig !== undefined,
		seed: asInSeed,
	},
	{
		key: 'fips',
		isGiven: ({fips}) => fips === true,
		seed: 'FIPS mode is on only if the seed was installed with it',
	},
	{key: 'capabilities', isGiven: ({capabilities}) => capabilities !== undefined, seed: asInSeed},
	{
		key: 'cpuPartitioningMode',
		isGiven: ({cpuPartitioningMode}) => cpuPartitioningMode === 'AllNodes',
		seed: 'reserved and isolated CPUs stay as they are in the seed image',
	},
	{
		key: 'controlPlane.architecture',
		isGiven: ({controlPlane}) => controlPlane.architecture !== undefined,
		seed: 'the architecture is that of the seed image',
	},
	{
		key: 'controlPlane.hyperthreading',
		isGiven: ({controlPlane}) => controlPlane.hyperthreading === 'Disabled',
		seed: asInSeed,
	},
	{
		key: 'controlPlane.platform',
		isGiven: ({controlPlane}) => Object.keys(controlPlane.platform ?? {}).length > 0,
		seed: 'there is no platform',
	},
	{
		key: 'bootstrapInPlace',
		isGiven: ({bootstrapInPlace}) => bootstrapInPlace !== undefined,
		seed: 'the disk is chosen when the host is installed',
	},
	{
		key: 'controlPlane.diskSetup',
		isGiven: ({controlPlane}) => controlPlane.diskSetup !== undefined,
		seed: 'the disks stay as the installer laid them out',
	},
	{
		key: 'controlPlane.fencing',
		isGiven: ({controlPlane}) => controlPlane.fencing !== undefined,
		seed: 'a single node has nobody to fence it',
	},
	{
		key: 'additionalTrustBundlePolicy',
		isGiven: ({additionalTrustBundlePolicy: policy, additionalTrustBundle: bundle}) =>
			policy !== undefined && !bundle,
		seed: 'no additionalTrustBundle is given',
	},
];
