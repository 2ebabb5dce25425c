/**
 * A live ISO like that of CoreOS: its files, its label, its areas for Ignition and for kernel arguments, its two boot
 * loaders; around the lab's Debian. With it `create image` makes installation ISOs that boot.
 */
import {chmod, copyFile, mkdir, readFile, rm, symlink, truncate, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {outputOf, run} from '../run.ts';
import {artifactDirectory, type Lab, type Stage} from '../stage.ts';
import {baseImage, baseImageFile} from './base-image.ts';
import {bootLoader, mediumEfiFile, putEfiProgram} from './boot-loader.ts';
import {coreosInstaller, installerProgram} from './coreos-installer.ts';
import {liveTree, liveUnits} from './live-tree.ts';
import {registryIdentity} from './registry-identity.ts';
import {kernelVersionOf} from './tree.ts';

export const liveIsoFile = 'live.iso';
export const liveVolumeId = 'rhcos-418.94.lab';

export const liveIso: Stage = {
	name: 'live-iso',
	title: 'CoreOS-like live ISO',
	inputs: [
		'stages/live-iso.ts',
		'live/init',
		'live/units/lab-registry.service',
		'live/units/lab-registry.socket',
		'stand-ins/osmet.sh',
	],
	parameters: ({registry}) => [registry],
	needs: [liveTree, baseImage, bootLoader, coreosInstaller, registryIdentity],
	build: async (directory, lab) => {
		const [root, files] = [join(directory, 'root'), join(directory, 'files')];
		const source = join(await artifactDirectory(liveTree, lab.settings), 'root');
		await run(lab, ['cp', '--archive', '--reflink=auto', source, root]);
		await addLabFiles(root, lab);
		const modules = join(root, 'usr/lib/modules', await kernelVersionOf(root));
		await mkdir(join(files, 'images/pxeboot'), {recursive: true});
		await copyFile(join(modules, 'vmlinuz'), join(files, 'images/pxeboot/vmlinuz'));
		await makeInitramfs(root, join(files, 'images/pxeboot/initrd.img'), lab);
		await makeRootfs(root, join(files, 'images/pxeboot/rootfs.img'), lab);
		await makeEfiImage(join(files, 'images/efiboot.img'), lab);
		await makeBootFiles(files);
		await makeIso(files, join(directory, liveIsoFile), lab);
		await run(lab, ['rm', '-rf', '--one-file-system', root, files]);
	},
};

const labFolder = dirname(import.meta.dirname);

/** The registry and the image inside the ISO: what CoreOS has in osmet files is an image file here. */
const addLabFiles = async (root: string, lab: Lab): Promise<void> => {
	const {settings} = lab;
	const own = join(root, 'usr/lib/lab');
	await mkdir(own);
	await symlink('/usr/lib/dracut/modules.d/30ignition/ignition', join(own, 'ignition'));
	const base = join(await artifactDirectory(baseImage, settings), baseImageFile);
	await copyFile(base, join(own, baseImageFile));
	await copyFile(await installerProgram(lab), join(own, 'coreos-installer'));
	const installer = join(root, 'usr/bin/coreos-installer');
	await copyFile(join(labFolder, 'stand-ins/osmet.sh'), installer);
	await chmod(installer, 0o755);
	await writeFile(
		join(root, 'usr/lib/tmpfiles.d/lab.conf'),
		`L /run/ibi-lab/base-image - - - - /usr/lib/lab/${baseImageFile}
L /run/ibi-lab/coreos-installer - - - - /usr/lib/lab/coreos-installer
`,
	);
	for (const name of ['lab-registry.socket', 'lab-registry.service']) {
		const text = await readFile(join(labFolder, 'live/units', name), 'utf8');
		const unit = text.replace('@PORT@', String(settings.registryPort));
		await writeFile(join(root, 'usr/lib/systemd/system', name), unit);
	}
	await run(lab, ['systemctl', `--root=${root}`, 'enable', ...liveUnits]);
	const certificates = join(root, 'etc/containers/certs.d', settings.registry);
	await mkdir(certificates, {recursive: true});
	const identity = await artifactDirectory(registryIdentity, settings);
	await copyFile(join(identity, 'ca.crt'), join(certificates, 'ca.crt'));
};

/** With what they depend on; disks of every kind that a virtual machine has. */
const initramfsModules = [
	...[
		'ahci',
		'ata_piix',
		'isofs',
		'loop',
		'nvme',
		'overlay',
		'sd_mod',
		'sr_mod',
		'squashfs',
		'uas',
	],
	...['usb-storage', 'virtio_blk', 'virtio_pci', 'virtio_scsi', 'xfs', 'xhci_pci', 'qemu_fw_cfg'],
];

const makeInitramfs = async (root: string, file: string, lab: Lab): Promise<void> => {
	const work = join(root, '../initramfs');
	await mkdir(join(work, 'bin'), {recursive: true});
	await copyFile(join(labFolder, 'live/init'), join(work, 'init'));
	await chmod(join(work, 'init'), 0o755);
	await copyFile(join(root, 'usr/bin/busybox'), join(work, 'bin/busybox'));
	const modules = await loadOrder(root, lab);
	for (const path of modules) {
		await mkdir(dirname(join(work, path)), {recursive: true});
		await copyFile(join(root, path), join(work, path));
	}
	await writeFile(join(work, 'modules'), modules.map((path) => `${path}\n`).join(''));
	await packCpio(work, file, lab);
	await run(lab, ['pigz', '--fast', '--no-name', file]);
	await run(lab, ['mv', `${file}.gz`, file]);
	await rm(work, {recursive: true});
};

/** `insmod /…/cdrom.ko ` lines, each after what it needs. */
const loadOrder = async (root: string, lab: Lab): Promise<readonly string[]> => {
	const version = await kernelVersionOf(root);
	const printed = await outputOf(lab, [
		'modprobe',
		`--dirname=${root}`,
		`--set-version=${version}`,
		...['--show-depends', '--all'],
		...initramfsModules,
	]);
	const found = printed.matchAll(/^insmod (\S+)/gm);
	return [...new Set([...found].map(([, path = '']) => path.slice(root.length)))];
};

const packCpio = async (directory: string, file: string, lab: Lab): Promise<void> => {
	const names = await outputOf(lab, ['find', directory, '-mindepth', '1', '-printf', '%P\\n']);
	const format = ['--create', '--format=newc', '--owner=0:0', '--quiet'];
	await run(lab, ['cpio', ...format, `--directory=${directory}`, `--file=${file}`], {
		input: `${names}\n`,
	});
};

/** The kernel of CoreOS finds it in an archive, 124 bytes behind its start: that is how long this name is. */
const makeRootfs = async (root: string, file: string, lab: Lab): Promise<void> => {
	const work = join(root, '../rootfs');
	await mkdir(work);
	const squashfs = join(work, 'root.squashfs');
	const packing = [
		'-noappend',
		'-no-progress',
		'-quiet',
		'-comp',
		'zstd',
		'-Xcompression-level',
		'3',
	];
	await run(lab, ['mksquashfs', root, squashfs, ...packing]);
	await packCpio(work, file, lab);
	await rm(work, {recursive: true});
};

const efiImageBytes = 8 * 1024 * 1024;

const makeEfiImage = async (file: string, lab: Lab): Promise<void> => {
	await writeFile(file, '');
	await truncate(file, efiImageBytes);
	await run(lab, ['mkfs.vfat', '-n', 'EFI', file]);
	await putEfiProgram(file, mediumEfiFile, lab);
};

const standardArguments = `rw coreos.liveiso=${liveVolumeId} ignition.firstboot ignition.platform.id=metal`;
const argumentsBytes = 1139;
const ignitionAreaBytes = 262_144;

const makeBootFiles = async (files: string): Promise<void> => {
	const configs = {
		'EFI/redhat/grub.cfg': [
			'set timeout=1\nmenuentry live {\nlinux /images/pxeboot/vmlinuz ',
			'initrd /images/pxeboot/initrd.img /images/ignition.img\n}\n',
		],
		'isolinux/isolinux.cfg': [
			'default live\nprompt 0\nlabel live\nkernel /images/pxeboot/vmlinuz\nappend initrd=/images/pxeboot/initrd.img,/images/ignition.img ',
			'',
		],
	} as const;
	const area = `${standardArguments}\n`.padEnd(argumentsBytes, '#');
	const notes = Object.entries(configs).map(([path, [before]]) => ({
		path,
		offset: before.length,
		end: '\n',
		pad: '#',
	}));
	const texts: Record<string, string | Buffer> = {
		'images/ignition.img': Buffer.alloc(ignitionAreaBytes),
		'coreos/igninfo.json': JSON.stringify({file: 'images/ignition.img'}),
		'coreos/features.json': JSON.stringify({'installer-config': true}),
		'coreos/kargs.json': JSON.stringify({
			default: standardArguments,
			files: notes,
			size: argumentsBytes,
		}),
	};
	for (const [path, [before, after]] of Object.entries(configs)) {
		texts[path] = `${before}${area} COREOS_KARG_EMBED_AREA\n${after}`;
	}
	for (const [path, content] of Object.entries(texts)) {
		await mkdir(dirname(join(files, path)), {recursive: true});
		await writeFile(join(files, path), content);
	}
	await copyFile('/usr/lib/ISOLINUX/isolinux.bin', join(files, 'isolinux/isolinux.bin'));
	const core = '/usr/lib/syslinux/modules/bios/ldlinux.c32';
	await copyFile(core, join(files, 'isolinux/ldlinux.c32'));
};

const makeIso = (files: string, iso: string, lab: Lab) =>
	run(lab, [
		...(['xorriso', '-as', 'mkisofs', '-quiet', '-iso-level', '1', '-R'] as const),
		...['-V', liveVolumeId, '-isohybrid-mbr', '/usr/lib/ISOLINUX/isohdpfx.bin'],
		...['-b', 'isolinux/isolinux.bin', '-c', 'isolinux/boot.cat', '-no-emul-boot'],
		...['-boot-load-size', '4', '-boot-info-table', '-eltorito-alt-boot'],
		...['-e', 'images/efiboot.img', '-no-emul-boot', '-isohybrid-gpt-basdat', '-o', iso, files],
	]);
