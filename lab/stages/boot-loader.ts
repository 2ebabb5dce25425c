/**
 * The boot loaders of disks and media: GRUB for firmware of either kind. As on CoreOS, a disk boots by the entries of its
 * boot partition, which are read when the machine starts.
 */
import {copyFile, mkdir, readFile, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {run} from '../run.ts';
import {artifactDirectory, type Lab, type Stage} from '../stage.ts';

export const bootLoader: Stage = {
	name: 'boot-loader',
	title: 'Boot loaders of disks and media',
	inputs: ['stages/boot-loader.ts', 'grub/disk.cfg', 'grub/medium.cfg'],
	needs: [],
	build: async (directory, lab) => {
		await makeImage(lab, directory, {...bios, name: coreFile, config: 'disk.cfg'});
		await makeImage(lab, directory, {...uefi, name: diskEfiFile, config: 'disk.cfg'});
		await makeImage(lab, directory, {...uefi, name: mediumEfiFile, config: 'medium.cfg'});
		await copyFile(join(grubFiles, bios.format, 'boot.img'), join(directory, bootFile));
	},
};

/** For firmware with UEFI: of a disk and of a medium. */
export const diskEfiFile = 'disk.efi';
export const mediumEfiFile = 'medium.efi';

/** Into a FAT filesystem, where every firmware looks for it. Not every kernel of a lab machine can mount one. */
export const putEfiProgram = async (filesystem: string, name: string, lab: Lab): Promise<void> => {
	const program = join(await artifactDirectory(bootLoader, lab.settings), name);
	await run(lab, ['mmd', '-i', filesystem, '::EFI', '::EFI/BOOT']);
	await run(lab, ['mcopy', '-i', filesystem, program, '::EFI/BOOT/BOOTX64.EFI']);
};

/**
 * What the first sector and the partition BIOS-BOOT hold. Both name the sector in which the other part begins, as
 * `grub-bios-setup` would write it there.
 */
export const biosParts = async (
	directory: string,
	startSector: number,
): Promise<{readonly code: Buffer; readonly core: Buffer}> => {
	const boot = await readFile(join(directory, bootFile));
	boot.writeBigUInt64LE(BigInt(startSector), kernelSectorOffset);
	const core = await readFile(join(directory, coreFile));
	core.writeBigUInt64LE(BigInt(startSector + 1), blockListOffset);
	core.writeUInt16LE(Math.ceil(core.length / sectorBytes) - 1, blockListOffset + 8);
	return {code: boot.subarray(0, bootCodeBytes), core};
};

const bootFile = 'boot.img';
const coreFile = 'core.img';
const grubFiles = '/usr/lib/grub';
const sectorBytes = 512;
/** Behind it lie the signature of the disk and the partition table. */
const bootCodeBytes = 440;
const kernelSectorOffset = 0x5c;
/** At the end of the first sector of `core.img`. */
const blockListOffset = sectorBytes - 12;

type Image = {
	readonly format: string;
	readonly modules: readonly string[];
	readonly name: string;
	readonly config: string;
};

const shared = [
	...['boot', 'configfile', 'echo', 'eval', 'ext2', 'fat', 'iso9660', 'memdisk', 'mmap', 'normal'],
	...['part_gpt', 'part_msdos', 'regexp', 'relocator', 'search', 'search_fs_file'],
	...['search_label', 'tar', 'test', 'true', 'video'],
];

const bios = {format: 'i386-pc', modules: [...shared, 'biosdisk', 'vbe']};
const uefi = {format: 'x86_64-efi', modules: [...shared, 'efi_gop']};

/**
 * The configuration lies in an archive inside, since only a file may hold functions; beside it the command `linux`, whose
 * name the functions of `disk.cfg` need first.
 */
const makeImage = async (lab: Lab, directory: string, image: Image): Promise<void> => {
	const modules = join(grubFiles, image.format);
	const inside = join(directory, 'inside');
	await mkdir(join(inside, 'boot/grub'), {recursive: true});
	const config = join(dirname(import.meta.dirname), 'grub', image.config);
	await copyFile(config, join(inside, 'boot/grub/grub.cfg'));
	await copyFile(join(modules, 'linux.mod'), join(inside, 'linux.mod'));
	const archive = join(directory, 'inside.tar');
	await run(lab, [
		'tar',
		'--create',
		`--file=${archive}`,
		`--directory=${inside}`,
		'boot',
		'linux.mod',
	]);
	await run(lab, [
		'grub-mkimage',
		`--format=${image.format}`,
		`--directory=${modules}`,
		'--prefix=(memdisk)/boot/grub',
		`--memdisk=${archive}`,
		`--output=${join(directory, image.name)}`,
		...image.modules,
	]);
	await rm(inside, {recursive: true});
	await rm(archive);
};
