/**
 * Two disks that no install may touch. One holds an older CoreOS: its labels are those of the partitions that
 * are about to be made on the target, `var-lib-containers` too. The other is the medium we booted from.
 */
import {mkdir, rm, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {partitionOf, updatePartitions, withLoop, withMount} from '../loop.ts';
import {bytesFrom} from '../random-bytes.ts';
import {run} from '../run.ts';
import type {Lab, Stage} from '../stage.ts';

/** Below the artifact's folder. */
export const otherDiskFile = 'other.raw';
export const mediumFile = 'medium.iso';
export const mediumLabel = 'rhcos-lab';

const linux = '0FC63DAF-8483-4772-8E79-3D69D8477DE4';

const partitionTable = `label: gpt
start=1MiB, size=1MiB, type=21686148-6449-6E6F-744E-656564454649, name=BIOS-BOOT
size=16MiB, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name=EFI-SYSTEM
size=64MiB, type=${linux}, name=boot
size=320MiB, type=${linux}, name=root
size=320MiB, type=${linux}, name=var-lib-containers
`;

const sizeMib = 1 + 1 + 16 + 64 + 320 + 320 + 1;

export const otherDisks: Stage = {
	name: 'other-disks',
	title: 'Disks that must stay as they are',
	inputs: ['stages/other-disks.ts', 'loop.ts', 'random-bytes.ts'],
	needs: [],
	build: async (directory, lab) => {
		await makeOther(directory, lab);
		await makeMedium(directory, lab);
	},
};

const makeOther = async (directory: string, lab: Lab): Promise<void> => {
	const image = join(directory, otherDiskFile);
	await writeFile(image, '');
	await truncate(image, sizeMib * 1024 * 1024);
	await run(lab, ['sfdisk', '--quiet', image], {input: partitionTable});
	await withLoop(lab, image, async (device) => {
		await updatePartitions(lab, device);
		await run(lab, ['mkfs.ext4', '-q', '-L', 'boot', partitionOf(device, 3)]);
		await run(lab, ['mkfs.xfs', '-q', '-L', 'root', partitionOf(device, 4)]);
		await run(lab, ['mkfs.xfs', '-q', partitionOf(device, 5)]);
		const directories = join(directory, 'mnt');
		await mkdir(directories);
		for (const number of [3, 4, 5]) {
			await withMount(lab, [partitionOf(device, number), directories], () =>
				writeFile(join(directories, 'customer-data'), bytesFrom(`data ${number}`, 1_000_000)),
			);
		}
		await rm(directories, {recursive: true});
	});
};

const makeMedium = async (directory: string, lab: Lab): Promise<void> => {
	const content = join(directory, 'medium');
	await mkdir(join(content, 'coreos'), {recursive: true});
	await writeFile(
		join(content, 'coreos/STAND-IN'),
		'A medium of the lab; nothing boots from it.\n',
	);
	await run(lab, [
		'xorriso',
		'-as',
		'mkisofs',
		'-quiet',
		'-volid',
		mediumLabel,
		'-o',
		join(directory, mediumFile),
		content,
	]);
	await rm(content, {recursive: true});
};
