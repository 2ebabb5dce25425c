/**
 * The disk image that coreos-installer writes: the partitions, labels and boot entry of the CoreOS metal
 * image, around our own small system. It boots with firmware of either kind.
 */
import {mkdir, open, rm, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {partitionOf, updatePartitions, withLoop, withMount} from '../loop.ts';
import {run} from '../run.ts';
import {artifactDirectory, type Lab, type Stage} from '../stage.ts';
import {biosParts, bootLoader, diskEfiFile, putEfiProgram} from './boot-loader.ts';
import {commits} from './commits.ts';

const rootSizeMib = 1024;
const imageSizeMib = 1 + 1 + 127 + 384 + rootSizeMib + 1;

const partitionTable = `label: gpt
start=1MiB, size=1MiB, type=21686148-6449-6E6F-744E-656564454649, name=BIOS-BOOT
size=127MiB, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name=EFI-SYSTEM
size=384MiB, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name=boot
size=${rootSizeMib}MiB, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name=root
`;

/** `$ignition_firstboot` is for GRUB, which replaces it; it never reaches a kernel in the field. */
const baseArguments = [
	'root=LABEL=root',
	'rw',
	'console=tty0',
	'console=ttyS0,115200n8',
	'ignition.platform.id=metal',
	'$ignition_firstboot',
];

export const baseImageFile = 'base.raw.gz';

export const baseImage: Stage = {
	name: 'base-image',
	title: 'CoreOS-like base disk image',
	inputs: ['stages/base-image.ts', 'loop.ts'],
	parameters: ({baseVersion}) => [baseVersion],
	needs: [commits, bootLoader],
	build: async (directory, lab) => {
		const image = join(directory, 'base.raw');
		await writeFile(image, '');
		await truncate(image, imageSizeMib * 1024 * 1024);
		await run(lab, ['sfdisk', '--quiet', image], {input: partitionTable});
		await writeBootCode(image, lab);
		await withLoop(lab, image, async (device) => {
			await makeFilesystems(device, lab);
			await fillRoot(device, join(directory, 'mnt'), lab);
			await putEfiProgram(partitionOf(device, 2), diskEfiFile, lab);
		});
		await rm(join(directory, 'mnt'), {recursive: true, force: true});
		await run(lab, ['pigz', '--fast', '--no-name', image]);
	},
};

const biosBootSector = 2048;
const sectorBytes = 512;

const writeBootCode = async (image: string, lab: Lab): Promise<void> => {
	const directory = await artifactDirectory(bootLoader, lab.settings);
	const {code, core} = await biosParts(directory, biosBootSector);
	await using file = await open(image, 'r+');
	await file.write(code, 0, code.length, 0);
	await file.write(core, 0, core.length, biosBootSector * sectorBytes);
};

const makeFilesystems = async (device: string, lab: Lab): Promise<void> => {
	await updatePartitions(lab, device);
	await run(lab, ['mkfs.vfat', '-n', 'EFI-SYSTEM', partitionOf(device, 2)]);
	await run(lab, ['mkfs.ext4', '-q', '-L', 'boot', partitionOf(device, 3)]);
	await run(lab, ['mkfs.xfs', '-q', '-L', 'root', partitionOf(device, 4)]);
};

const fillRoot = async (device: string, sysroot: string, lab: Lab): Promise<void> => {
	await mkdir(sysroot);
	await withMount(lab, [partitionOf(device, 4), sysroot], async () => {
		await run(lab, ['ostree', 'admin', 'init-fs', '--modern', sysroot]);
		await withMount(lab, [partitionOf(device, 3), join(sysroot, 'boot')], async () => {
			await deploy(sysroot, lab);
			await fillBoot(join(sysroot, 'boot'));
		});
		await writeFile(join(sysroot, '.coreos-aleph-version.json'), aleph(lab));
	});
};

const deploy = async (sysroot: string, lab: Lab): Promise<void> => {
	const repo = join(sysroot, 'ostree/repo');
	const source = join(await artifactDirectory(commits, lab.settings), 'base-repo');
	await run(lab, ['ostree', `--repo=${repo}`, 'config', 'set', 'sysroot.readonly', 'true']);
	await run(lab, ['ostree', `--repo=${repo}`, 'config', 'set', 'sysroot.bootloader', 'none']);
	await run(lab, ['ostree', `--repo=${repo}`, 'pull-local', source, 'rhcos/base']);
	await run(lab, ['ostree', 'admin', 'os-init', `--sysroot=${sysroot}`, 'rhcos']);
	await run(lab, [
		'ostree',
		'admin',
		'deploy',
		`--sysroot=${sysroot}`,
		'--os=rhcos',
		...baseArguments.map((argument) => `--karg-append=${argument}`),
		'rhcos/base',
	]);
};

const fillBoot = async (boot: string): Promise<void> => {
	await writeFile(join(boot, 'ignition.firstboot'), '');
	await mkdir(join(boot, 'grub2'));
	const grub = '# Stand-in: the boot loader of the lab has its configuration inside.\n';
	await writeFile(join(boot, 'grub2/grub.cfg'), grub);
};

const aleph = ({settings}: Lab): string =>
	`${JSON.stringify({build: settings.baseVersion, imgid: `rhcos-${settings.baseVersion}-metal.x86_64.raw`})}\n`;
