/**
 * The completeness gate: reads back from the disk all that makes it bootable and complete. Every fault is
 * told at once; success is declared only when there is none.
 */
import {InstallError} from '../../errors.ts';
import type {Disk} from '../../hardware/facts.ts';
import {
	bootedDeployment,
	type CarriedArguments,
	kernelArgumentsOf,
} from '../../seed/restore-content.ts';
import {deploymentPath, listDeployments} from '../../tools/ostree.ts';
import {allImageDigests, imageDigests} from '../../tools/podman.ts';
import {readPartitionTable} from '../../tools/sfdisk.ts';
import type {StepContext} from '../step.ts';
import {optionFaults, parseBootEntry} from './boot-entry.ts';
import {readImageRecord} from './image-list.ts';
import {bootMountpoint, bootPartition, rootPartition, sysroot} from './layout.ts';
import {type OnDisk, onTarget} from './on-disk.ts';
import {readMember} from './verified.ts';

export type VerifyParams = OnDisk & {
	readonly stateroot: string;
	readonly kernelArguments: CarriedArguments;
	readonly containersPartition: {
		readonly number: number;
		readonly startSector: number;
		readonly label: string;
	};
	/** Whose partition tables must be what they were when the plan was made. */
	readonly otherDisks: readonly {readonly path: string; readonly tableId: string}[];
};

type Faults = readonly string[];
type Examine = (params: VerifyParams, context: StepContext, disk: Disk) => Promise<Faults>;

export const verifyInstall = onTarget<VerifyParams>({
	unit: 'images',
	run: async (params, context, disk) => {
		const faults: string[] = [];
		for (const examine of examinations) {
			faults.push(...(await examine(params, context, disk)));
		}
		if (faults.length > 0) {
			throw new InstallError('INSTALL_INCOMPLETE', {faults});
		}
	},
});

const examineDeployment: Examine = async ({stateroot}, {system, signal}) => {
	const {commit} = bootedDeployment(await readMember(system, 'rpm-ostree.json'));
	const [deployment, ...others] = await listDeployments(system, sysroot, signal);
	if (deployment?.stateroot !== stateroot || deployment.commit !== commit) {
		return [`the first deployment is not ${commit} of ${stateroot}`];
	}
	const origin = `${deploymentPath(sysroot, deployment)}.origin`;
	return [
		...others.map((other) => `the deployment of ${other.stateroot} is still there`),
		...((await system.files.stat(origin)) === undefined ? ['the origin file is missing'] : []),
	];
};

const examineBootEntry: Examine = async ({stateroot, kernelArguments}, {system, log}) => {
	const folder = `${bootMountpoint}/loader/entries`;
	const entries = (await system.files.list(folder)).filter((name) => name.endsWith('.conf'));
	const [name] = entries;
	if (name === undefined || entries.length !== 1) {
		return [`there are ${entries.length} boot entries instead of one`];
	}
	const entry = parseBootEntry(await system.files.readText(`${folder}/${name}`));
	log(`Boot entry ${name}: ${entry.options.join(' ')}`);
	const wanted = kernelArgumentsOf(
		await readMember(system, 'mco-currentconfig.json'),
		kernelArguments,
	);
	const faults = [...optionFaults(entry.options, wanted, stateroot)];
	for (const file of [entry.linux, entry.initrd]) {
		if (file === undefined || (await sizeOf(system, `${bootMountpoint}${file}`)) === 0) {
			faults.push(`the boot entry's file ${file ?? '(none)'} is missing or empty`);
		}
	}
	return faults;
};

const examinePartitions: Examine = async ({containersPartition}, {system, signal}, disk) => {
	const table = await readPartitionTable(system, disk.path, signal);
	const {number, label, startSector} = containersPartition;
	const startByte = startSector * disk.fingerprint.logicalSectorBytes;
	const wanted = [
		{number: bootPartition, label: 'boot'},
		{number: rootPartition, label: 'root'},
		{number, label, startByte},
	];
	return wanted.flatMap((partition) => {
		const found = table?.partitions.find((one) => one.number === partition.number);
		const isThere =
			found?.label === partition.label &&
			(partition.startByte === undefined || found.startByte === partition.startByte);
		return isThere ? [] : [`partition ${partition.number} is not the one named ${partition.label}`];
	});
};

const examineImages: Examine = async (_, context) => {
	const {system, progress, log} = context;
	const {images, missing} = await readImageRecord(system);
	const names = images.map(({name}) => name);
	const present = await digestsOf(context, names);
	const faults: string[] = [];
	for (const [index, {name, digests}] of images.entries()) {
		const found = present[index];
		if (found === undefined) {
			faults.push(`the image ${name} is missing`);
		} else if (digests.length > 0 && !digests.some((digest) => found.includes(digest))) {
			faults.push(`the image ${name} is ${found[0]}, not ${digests[0]}`);
		}
		progress(index + 1, images.length);
	}
	log(`${images.length} images are present by name and digest, ${missing.length} are missing`);
	return faults;
};

/** One question for all; when one is missing, one question for each, which tells which. */
const digestsOf = async (
	{system, signal}: StepContext,
	names: readonly string[],
): Promise<readonly (readonly string[] | undefined)[]> => {
	if (names.length === 0) {
		return [];
	}
	const all = await allImageDigests(system, names, signal);
	if (all?.length === names.length) {
		return all;
	}
	const found: (readonly string[] | undefined)[] = [];
	for (const name of names) {
		found.push(await imageDigests(system, name, signal));
	}
	return found;
};

/** A medium may have been pulled out meanwhile: that is no fault of the install. */
const examineOtherDisks: Examine = async ({otherDisks}, {system, signal, log}) => {
	const faults: string[] = [];
	for (const {path, tableId} of otherDisks) {
		if ((await system.files.stat(path)) === undefined) {
			log(`${path} is no longer there`);
		} else if ((await readPartitionTable(system, path, signal))?.id !== tableId) {
			faults.push(`the partition table of ${path} changed during the install`);
		}
	}
	return faults;
};

const examinations: readonly Examine[] = [
	examineDeployment,
	examineBootEntry,
	examinePartitions,
	examineImages,
	examineOtherDisks,
];

const sizeOf = async (system: StepContext['system'], path: string): Promise<number> =>
	(await system.files.stat(path))?.sizeBytes ?? 0;
