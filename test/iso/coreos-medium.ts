/**
 * A small ISO with the layout of a CoreOS live ISO: the same files, areas and notes at the places where its
 * tools look for them, with nothing bootable in it. Made by xorriso as the real one is.
 */
import {randomBytes} from 'node:crypto';
import {appendFileSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {xorriso} from './xorriso.ts';

export type MediumOptions = {
	readonly architecture?: 'x86_64' | 'aarch64';
	readonly areaBytes?: number;
	/** Without the note, the whole of images/ignition.img is the area. */
	readonly hasIgnitionNote?: boolean;
	readonly hasKernelArguments?: boolean;
	/** Of the root filesystem, random; where the size matters. */
	readonly rootBytes?: number;
};

export const volumeId = 'rhcos-9.6.20260101-0';
export const defaultArguments = `coreos.liveiso=${volumeId} ignition.firstboot ignition.platform.id=metal`;
export const argumentsBytes = 1139;

export const makeMedium = (
	directory: string,
	{
		architecture = 'x86_64',
		areaBytes = 262_144,
		hasIgnitionNote = true,
		hasKernelArguments = true,
		rootBytes,
	}: MediumOptions = {},
): string => {
	const configs = configFiles(architecture);
	const files: Record<string, string | Buffer> = {
		'images/ignition.img': Buffer.alloc(areaBytes),
		'images/efiboot.img': Buffer.alloc(4096, 'efi'),
		'images/pxeboot/vmlinuz': kernel(architecture),
		'images/pxeboot/initrd.img': Buffer.alloc(70_000, 'initrd'),
		'images/pxeboot/rootfs.img': Buffer.alloc(300_000, 'rootfs'),
		'coreos/features.json': JSON.stringify({'installer-config': true, 'live-initrd-network': true}),
		'coreos/miniso.dat': 'miniso',
		...Object.fromEntries(Object.entries(configs).map(([path, {text}]) => [path, text])),
		...(architecture === 'x86_64' && {'isolinux/isolinux.bin': Buffer.alloc(2048, 'isolinux')}),
		...(hasIgnitionNote && {'coreos/igninfo.json': JSON.stringify({file: 'images/ignition.img'})}),
		...(hasKernelArguments && {'coreos/kargs.json': kargsNote(configs)}),
	};
	const tree = join(directory, `tree-${architecture}`);
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(tree, path)), {recursive: true});
		writeFileSync(join(tree, path), content);
	}
	if (rootBytes !== undefined) {
		writeRandom(join(tree, 'images/pxeboot/rootfs.img'), rootBytes);
	}
	const iso = join(directory, `coreos-${architecture}.iso`);
	const boot =
		architecture === 'x86_64'
			? '-b isolinux/isolinux.bin -c isolinux/boot.cat -no-emul-boot -boot-load-size 4 -eltorito-alt-boot'
			: '';
	const args = `-as mkisofs -quiet -iso-level 1 -R -V ${volumeId} ${boot} -e images/efiboot.img -no-emul-boot`;
	xorriso([...args.split(' ').filter(Boolean), '-o', iso, tree]);
	return iso;
};

const chunkBytes = 16 * 1024 * 1024;

const writeRandom = (path: string, sizeBytes: number): void => {
	writeFileSync(path, '');
	for (let done = 0; done < sizeBytes; done += chunkBytes) {
		appendFileSync(path, randomBytes(Math.min(chunkBytes, sizeBytes - done)));
	}
};

type ConfigFile = {readonly text: string; readonly offset: number};

const mark = ' COREOS_KARG_EMBED_AREA\n';

const configFiles = (architecture: 'x86_64' | 'aarch64'): Record<string, ConfigFile> => ({
	'EFI/redhat/grub.cfg': configFile(
		'set timeout=5\nlinux /images/pxeboot/vmlinuz ',
		'initrd /images/pxeboot/initrd.img /images/ignition.img\n',
	),
	...(architecture === 'x86_64' && {
		'isolinux/isolinux.cfg': configFile(
			'default linux\nappend initrd=/images/pxeboot/initrd.img,/images/ignition.img ',
			'menu end\n',
		),
	}),
});

const configFile = (before: string, after: string): ConfigFile => {
	const area = `${defaultArguments}\n`.padEnd(argumentsBytes, '#');
	return {text: `${before}${area}${mark}${after}`, offset: before.length};
};

const kargsNote = (configs: Record<string, ConfigFile>): string =>
	JSON.stringify({
		default: defaultArguments,
		files: Object.entries(configs).map(([path, {offset}]) => ({path, offset, end: '\n', pad: '#'})),
		size: argumentsBytes,
	});

const kernel = (architecture: 'x86_64' | 'aarch64'): Buffer => {
	const head = Buffer.alloc(20_000);
	head.write('MZ', 0);
	head.writeUInt32LE(0x80, 0x3c);
	head.write('PE\0\0', 0x80);
	head.writeUInt16LE(architecture === 'x86_64' ? 0x8664 : 0xaa64, 0x84);
	if (architecture === 'x86_64') {
		head.write('HdrS', 0x202);
	}
	return head;
};
