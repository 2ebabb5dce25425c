/**
 * The plan of an install: from settings, facts, a disk and a seed to the steps in their order. Pure; all that
 * can be decided is decided here, so that the plan which is shown is the plan which is run.
 */
import type {CompleteSettings} from '../../config/complete.ts';
import type {Disk, Facts} from '../../hardware/facts.ts';
import {type PinnedDisk, pinDisk} from '../../hardware/pin.ts';
import type {SeedInfo} from '../../seed/info.ts';
import type {Phase, Plan} from '../plan.ts';
import type {InstallStep, StepId} from '../steps/index.ts';
import {recordDirectory, work} from '../steps/layout.ts';
import {carriedArguments, savesPartitions} from './coreos-arguments.ts';
import {containersStartSector} from './partition.ts';
import {imageByDigest, seedName, staterootOf} from './seed.ts';
import {weights} from './weights.ts';

export type InstallInputs = {
	readonly settings: CompleteSettings;
	readonly facts: Facts;
	readonly disk: Disk;
	readonly seed: SeedInfo;
};

/** @throws InstallError PARTITION_START_INVALID, CONFIG_INVALID */
export const planInstall = (inputs: InstallInputs): Plan<InstallStep> => {
	const common = commonOf(inputs);
	return {
		name: 'install',
		phases: [
			{id: 'prepare', steps: [prepareStep(inputs, common)]},
			diskPhase(inputs, common),
			...restorePhases(inputs, common),
			finishPhase(inputs, common),
		],
		journalMirrors: [work.root, recordDirectory(common.stateroot)],
	};
};

type Common = {
	readonly disk: PinnedDisk;
	readonly stateroot: string;
	readonly isSelinuxEnabled: boolean;
	readonly weigh: ReturnType<typeof weights>;
	readonly containers: {
		readonly number: number;
		readonly startSector: number;
		readonly label: string;
	};
};

type ParamsOfStep<Id extends StepId> = Extract<InstallStep, {step: Id}>['params'];

const commonOf = ({settings, facts, disk, seed}: InstallInputs): Common => ({
	disk: pinDisk(disk, facts),
	stateroot: staterootOf(settings.seedVersion),
	isSelinuxEnabled: facts.host.isSelinuxEnabled.known ? facts.host.isSelinuxEnabled.value : true,
	weigh: weights(seed),
	containers: {
		number: settings.extraPartitionNumber,
		startSector: containersStartSector(settings.extraPartitionStart, disk.fingerprint),
		label: settings.extraPartitionLabel,
	},
});

/** A step that is planned once has its own name as its id. */
const planned =
	({weigh}: Common) =>
	<Id extends StepId>(step: Id, params: ParamsOfStep<Id>): InstallStep =>
		({id: step, step, params, weight: weigh(step)}) as InstallStep;

const prepareStep = ({settings, seed}: InstallInputs, common: Common): InstallStep =>
	planned(common)('install.prepare', {
		disk: common.disk,
		programs: [
			['coreos-installer', '--version'],
			['sfdisk', '--version'],
			['wipefs', '--version'],
			['partx', '--version'],
			['mkfs.xfs', '-V'],
			['xfs_growfs', '-V'],
			['ostree', '--version'],
			['tar', '--version'],
			...when(seed.source.kind === 'registry' || !settings.precacheDisabled, [
				'skopeo',
				'--version',
			] as const),
			...when(!settings.precacheDisabled, ['podman', '--version'] as const),
		],
	});

const diskPhase = ({settings}: InstallInputs, common: Common): Phase<InstallStep> => {
	const {disk, containers, isSelinuxEnabled} = common;
	const step = planned(common);
	const containersPartition = containers.number;
	return {
		id: 'disk',
		steps: [
			// Erasing every signature would take the partitions that are to be saved with it.
			...when(
				!settings.skipDiskCleanup && !savesPartitions(settings.coreosInstallerArgs),
				step('disk.clean', {disk}),
			),
			step('disk.write-image', {
				disk,
				...(settings.baseImage !== undefined && {imageFile: settings.baseImage}),
				args: settings.coreosInstallerArgs,
				savesPartitions: savesPartitions(settings.coreosInstallerArgs),
			}),
			step('disk.add-containers-partition', {disk, ...containers}),
			step('disk.grow-root', {disk}),
			step('disk.make-filesystems', {disk, containersPartition}),
			step('disk.mount', {disk, containersPartition, isSelinuxEnabled}),
		],
	};
};

/**
 * The wire, the processor and the disk work at the same time: the seed is unpacked while it comes, and images are
 * pulled as soon as their list is out of it.
 */
const restorePhases = (inputs: InstallInputs, common: Common): readonly Phase<InstallStep>[] => {
	const [first, ...others] = [
		...downloadPhase(inputs, common),
		systemPhase(inputs, common),
		...when(!inputs.settings.precacheDisabled, imagesPhase(inputs, common)),
	];
	return [
		...(first === undefined ? [] : [first]),
		...others.map((phase) => ({...phase, isAlongside: true})),
	];
};

const downloadPhase = ({seed}: InstallInputs, common: Common): readonly Phase<InstallStep>[] => {
	const {disk, stateroot} = common;
	const {source, digest, layers} = seed;
	if (source.kind !== 'registry') {
		return [];
	}
	const step = planned(common)('seed.download', {
		disk,
		image: imageByDigest(source.image, digest),
		digest,
		stateroot,
		...(source.authFile !== undefined && {authFile: source.authFile}),
		layers,
	});
	return [{id: 'seed', steps: [step]}];
};

const systemPhase = ({settings, seed}: InstallInputs, common: Common): Phase<InstallStep> => {
	const {disk, stateroot, isSelinuxEnabled} = common;
	const {source, digest, layers, diffIds} = seed;
	const step = planned(common);
	const kernelArguments = carriedArguments(settings.coreosInstallerArgs);
	return {
		id: 'system',
		steps: [
			step('seed.unpack', {
				disk,
				digest,
				stateroot,
				layout: source.kind === 'registry' ? {kind: 'downloaded'} : source,
				layers,
				diffIds,
				version: settings.seedVersion,
				isSelinuxEnabled,
			}),
			step('ostree.import', {disk}),
			step('ostree.deploy', {disk, stateroot, kernelArguments}),
			step('seed.restore-var', {disk, stateroot, isSelinuxEnabled}),
			step('seed.restore-etc', {disk, stateroot, isSelinuxEnabled}),
			step('seed.delete-etc', {disk, stateroot}),
			step('seed.copy-lists', {}),
		],
	};
};

const imagesPhase = ({settings, seed}: InstallInputs, common: Common): Phase<InstallStep> => ({
	id: 'images',
	steps: [
		planned(common)('images.precache', {
			disk: common.disk,
			containersPartition: common.containers.number,
			authFile: settings.authFile,
			releaseRegistry: settings.releaseRegistry,
			architecture: seed.architecture,
			isBestEffort: settings.precacheBestEffort,
			...(settings.precacheLayout !== undefined && {layout: settings.precacheLayout}),
			seedDigest: seed.digest,
			isSeedDownloaded: seed.source.kind === 'registry',
		}),
	],
});

const finishPhase = (inputs: InstallInputs, common: Common): Phase<InstallStep> => {
	const {settings, seed} = inputs;
	const {disk, stateroot, containers} = common;
	const step = planned(common);
	return {
		id: 'finish',
		steps: [
			...(settings.program === undefined
				? []
				: [
						step('install.console', {
							disk,
							stateroot,
							program: settings.program,
							deployBy: settings.deployBy,
							isSelinuxEnabled: common.isSelinuxEnabled,
						}),
					]),
			...when(settings.postScript !== '', step('post.run', {disk, script: settings.postScript})),
			step('ostree.remove-base', {disk, stateroot}),
			step('install.verify', {
				disk,
				stateroot,
				kernelArguments: carriedArguments(settings.coreosInstallerArgs),
				containersPartition: containers,
				otherDisks: otherDisks(inputs),
			}),
			step('install.record', {
				disk,
				stateroot,
				seed: {
					image: seedName(seed.source),
					digest: seed.digest,
					version: settings.seedVersion,
				},
			}),
			step('install.unmount', {disk, containersPartition: containers.number}),
			step('host.power', {what: settings.onSuccess}),
		],
	};
};

/** By their tables; a disk without one, or one that could not be read, has nothing to compare. */
const otherDisks = ({facts, disk}: InstallInputs) =>
	(facts.disks.known ? facts.disks.value : [])
		.filter(({path}) => path !== disk.path && !isBelow(path, disk))
		.flatMap(({path, contents}) =>
			contents.known && contents.value.kind === 'data' && contents.value.tableId !== undefined
				? [{path, tableId: contents.value.tableId}]
				: [],
		);

/** A path of a map, or a member of an array, shows the very table that is written to the whole. */
const isBelow = (path: string, {multipath, raid}: Disk): boolean =>
	(multipath?.role === 'map' && multipath.paths.includes(path)) ||
	(raid?.members.includes(path) ?? false);

const when = <Value>(condition: boolean, value: Value): readonly Value[] =>
	condition ? [value] : [];
