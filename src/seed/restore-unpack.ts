/**
 * Unpacks the layers of a seed image into a work directory on the installation disk: the ostree repository is
 * unpacked as it streams by, the other members that an install needs become files. Only names on this list
 * are ever written; what else is in the image is skipped.
 */
import {InstallError} from '../errors.ts';
import type {ByteStream, System} from '../system/types.ts';
import {extractGzip} from '../tools/gnu-tar.ts';
import type {BlobInfo} from './info.ts';
import type {LayoutSource} from './layout.ts';
import {openBlob} from './restore-blob.ts';
import {followBlob} from './restore-follow.ts';
import {unpackLayer} from './restore-layer.ts';
import type {Member} from './restore-members.ts';

/** `arriving`: a layout that skopeo is still writing. */
export type SeedPlace = LayoutSource | {readonly kind: 'arriving'; readonly path: string};

export type SeedToUnpack = {
	readonly layout: SeedPlace;
	readonly layers: readonly BlobInfo[];
	readonly diffIds: readonly string[];
	/** Exists, and is empty. */
	readonly repository: string;
	/** Exists. */
	readonly members: string;
	readonly tarProgram: string;
	/** File with names of members of the repository, one a line, that are on the disk already. */
	readonly present?: string;
};

export type UnpackReports = {
	readonly signal: AbortSignal;
	readonly progress: (doneBytes: number, totalBytes: number) => void;
	readonly log: (line: string) => void;
};

/** Of the files at the top of a seed image (format 4). */
const kept = [
	'containers.list',
	'etc.deletions',
	'etc.tgz',
	'manifest.json',
	'mco-currentconfig.json',
	'rpm-ostree.json',
	'var.tgz',
];
const repositoryArchive = 'ostree.tgz';
const originName = /^ostree-[\w.-]+\.origin$/;

/** A seed has a dozen members; more than this is not one, and not worth the time to read on. */
export const maxMembers = 1000;

export const unpackSeed = async (
	system: System,
	seed: SeedToUnpack,
	reports: UnpackReports,
): Promise<void> => {
	const totalBytes = seed.layers.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0);
	const onMember = memberTaker(system, seed, reports);
	let before = 0;
	for (const [index, blob] of seed.layers.entries()) {
		const start = before;
		await unpackLayer(
			{
				blob,
				diffId: seed.diffIds[index] ?? '',
				open: () => openLayer(system, seed, blob, reports.signal),
			},
			{
				onMember,
				progress: (done) => reports.progress(start + done, totalBytes),
				signal: reports.signal,
			},
		);
		before += blob.sizeBytes;
	}
};

const openLayer = async (
	system: System,
	{layout, layers}: SeedToUnpack,
	blob: BlobInfo,
	signal: AbortSignal,
): Promise<ByteStream> => {
	if (layout.kind !== 'arriving') {
		return openBlob(system, layout, blob.digest, signal);
	}
	const otherDigests = layers.map(({digest}) => digest).filter((digest) => digest !== blob.digest);
	return followBlob(system, {directory: layout.path, blob, otherDigests}, signal);
};

const memberTaker = (system: System, seed: SeedToUnpack, reports: UnpackReports) => {
	let count = 0;
	return async (member: Member): Promise<void> => {
		count += 1;
		if (count > maxMembers) {
			throw refused(member.name, `an image with more than ${maxMembers} members is not a seed`);
		}
		const name = plainName(member.name);
		if (name === repositoryArchive) {
			requireFile(member);
			reports.log(`Unpacking ${name}`);
			await unpackRepository(system, seed, member.content, reports);
		} else if (kept.includes(name) || originName.test(name)) {
			requireFile(member);
			reports.log(`Keeping ${name}`);
			// It has its name only when it is whole: another step may be waiting for it.
			const path = `${seed.members}/${name}`;
			await system.files.writeStream(`${path}.part`, member.content, keptMode(name, member));
			await system.files.rename(`${path}.part`, path);
		}
	};
};

const unpackRepository = (
	system: System,
	{repository, tarProgram, present}: SeedToUnpack,
	compressed: ByteStream,
	{signal, log}: UnpackReports,
): Promise<void> =>
	extractGzip(
		system,
		{
			archive: repositoryArchive,
			compressed,
			directory: repository,
			program: tarProgram,
			...(present !== undefined && {leftOut: present}),
		},
		signal,
		log,
	);

/** The origin file is copied with its mode into the installed system; all others are ours alone. */
const keptMode = (name: string, {mode}: Member): number =>
	originName.test(name) ? mode & 0o666 : 0o600;

const plainName = (name: string): string => {
	if (name.startsWith('/')) {
		throw refused(name, 'its name is absolute');
	}
	if (name.split('/').includes('..')) {
		throw refused(name, 'its name leads out of the image');
	}
	return name.replace(/^(\.\/)+/, '');
};

const requireFile = ({name, kind}: Member): void => {
	if (kind !== 'file') {
		throw refused(name, 'it is not a plain file');
	}
};

const refused = (member: string, why: string): InstallError =>
	new InstallError('SEED_MEMBER_REFUSED', {member, why});
