/**
 * The same live system over the network: kernel, initramfs and root of the live ISO as they are, and one more
 * initramfs with Ignition's configuration and the program. A hook hands the program on, since what lies in an
 * initramfs is gone after it. iPXE joins the images in the order of its lines; so does every other loader.
 */

import {InstallError} from '../../errors.ts';
import type {Secret} from '../../secret.ts';
import type {ByteStream, Files, System} from '../../system/types.ts';
import {cpioEnd, cpioHead, cpioPadding} from '../coreos/cpio.ts';
import {type CoreosLayout, findEntry, readCoreosLayout} from '../coreos/layout.ts';
import {fileSource} from '../volume/source.ts';

export type NetworkBoot = {
	readonly base: string;
	/** Emptied of nothing: files of the same names are replaced. */
	readonly directory: string;
	readonly ignition: Secret;
	readonly program: string;
	readonly addedKargs: readonly string[];
};

/** @throws InstallError ISO_NOT_COREOS, FILE_UNWRITABLE */
export const writeNetworkBoot = async (
	system: System,
	{base, directory, ignition, program, addedKargs}: NetworkBoot,
): Promise<void> => {
	const {files} = system;
	const layout = await readCoreosLayout(await fileSource(system, base));
	await files.makeDirectory(directory);
	for (const name of liveImages) {
		const content = imageOf(files, base, layout, name);
		await writeWhole(files, `${directory}/${name}`, content, 0o644);
	}
	const own = ownImage(files, ignition, program, (await fileSource(system, program)).sizeBytes);
	await writeWhole(files, `${directory}/${ownName}`, own, 0o600);
	await files.writeText(`${directory}/boot.ipxe`, script(layout, addedKargs));
};

const liveImages = ['vmlinuz', 'initrd.img', 'rootfs.img'] as const;
const ownName = 'ibi-console.img';

async function* imageOf(
	files: Files,
	base: string,
	layout: CoreosLayout,
	name: string,
): ByteStream {
	const entry = findEntry(layout, `images/pxeboot/${name}`);
	if (entry === undefined) {
		const why = `it has no file images/pxeboot/${name}`;
		throw new InstallError('ISO_NOT_COREOS', {iso: base, why});
	}
	for (const extent of entry.extents) {
		yield* files.readStream(base, extent);
	}
}

const programName = 'ibi-console.squashfs';

/** Sourced by dracut before it hands over to the real root; /run stays. */
const hookPath = 'usr/lib/dracut/hooks/pre-pivot/99-ibi-console.sh';
const hook = `mkdir -p /run/ibi && mv /${programName} /run/ibi/program.squashfs\n`;

async function* ownImage(
	files: Files,
	ignition: Secret,
	program: string,
	programBytes: number,
): ByteStream {
	yield* member('config.ign', Buffer.from(ignition.reveal()), 1);
	yield* member(hookPath, Buffer.from(hook), 2);
	yield cpioHead(programName, programBytes, 3);
	yield* files.readStream(program);
	yield cpioPadding(programBytes);
	yield cpioEnd();
}

function* member(name: string, content: Buffer, inode: number): Iterable<Buffer> {
	yield cpioHead(name, content.length, inode);
	yield content;
	yield cpioPadding(content.length);
}

const writeWhole = async (
	files: Files,
	path: string,
	content: ByteStream,
	mode: number,
): Promise<void> => {
	const partial = `${path}.partial`;
	await files.remove(partial);
	await files.writeStream(partial, content, mode);
	await files.rename(partial, path);
};

/** What says where the medium is has no meaning here. */
const script = ({kargs}: CoreosLayout, addedKargs: readonly string[]): string => {
	const standard = (kargs?.standard ?? 'ignition.firstboot ignition.platform.id=metal')
		.split(' ')
		.filter((argument) => !argument.startsWith('coreos.liveiso'));
	return [
		'#!ipxe',
		`kernel vmlinuz initrd=initrd.magic ${[...standard, ...addedKargs].join(' ')}`,
		...['initrd.img', 'rootfs.img', ownName].map((name) => `initrd ${name}`),
		'boot',
		'',
	].join('\n');
};
