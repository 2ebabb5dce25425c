/**
 * Recognising a CoreOS live ISO by its own notes: `coreos/igninfo.json` says where the Ignition area is,
 * `coreos/kargs.json` where the kernel arguments are, `coreos/features.json` what its tools may do. Nothing
 * is guessed from the name of the file or its volume id.
 */
import {z} from 'zod';
import {InstallError} from '../../errors.ts';
import type {ByteRange} from '../../system/types.ts';
import {readEntry, readVolume, type Volume, type VolumeEntry} from '../volume/read.ts';
import type {ByteSource} from '../volume/source.ts';
import {kernelArchitecture} from './architecture.ts';
import type {KargsArea, KargsAreas} from './kargs.ts';

export type CoreosLayout = {
	readonly volumeId: string;
	/** undefined: a kernel that we do not know. */
	readonly architecture?: 'amd64' | 'arm64';
	/** The file that the Ignition area is in or is. */
	readonly ignitionPath: string;
	readonly ignitionArea: ByteRange;
	/** undefined on ISOs whose arguments cannot be changed. */
	readonly kargs?: KargsAreas;
	readonly features: readonly string[];
	readonly entries: readonly VolumeEntry[];
};

/** @throws InstallError ISO_UNREADABLE, ISO_NOT_COREOS */
export const readCoreosLayout = async (source: ByteSource): Promise<CoreosLayout> => {
	const medium: Medium = {source, volume: await readVolume(source)};
	const {
		file,
		offset = 0,
		length,
	} = (await readNote(medium, notes.ignition, ignitionNote)) ?? {
		file: defaultIgnitionPath,
	};
	const ignition = requireEntry(medium, file);
	const area = areaIn(medium, ignition, offset, length ?? ignition.sizeBytes - offset);
	const kargs = await readNote(medium, notes.kargs, kargsNote);
	const features = await readNote(medium, notes.features, featuresNote);
	const architecture = await architectureOf(medium);
	return {
		volumeId: medium.volume.volumeId,
		...(architecture && {architecture}),
		ignitionPath: ignition.path,
		ignitionArea: area,
		...(kargs && {kargs: kargsAreas(medium, kargs)}),
		features: Object.entries(features ?? {})
			.filter(([, value]) => value === true)
			.map(([name]) => name),
		entries: medium.volume.entries,
	};
};

/** By path, in any case; the short name of ISO 9660 does as well. */
export const findEntry = ({entries}: Pick<Volume, 'entries'>, path: string) =>
	entries.find((entry) => isSamePath(entry.path, path)) ??
	entries.find((entry) => isSamePath(entry.path, shortPath(path)));

type Medium = {readonly source: ByteSource; readonly volume: Volume};

const notes = {
	ignition: 'coreos/igninfo.json',
	kargs: 'coreos/kargs.json',
	features: 'coreos/features.json',
};

const defaultIgnitionPath = 'images/ignition.img';
const kernelPath = 'images/pxeboot/vmlinuz';
const largestNoteBytes = 64 * 1024;
/** As in the tool that made these areas. */
const largestKargsBytes = 2048;

const size = z.number().int().nonnegative();

const ignitionNote = z.object({file: z.string(), offset: size.optional(), length: size.optional()});

const kargsNote = z.object({
	default: z.string(),
	size: size.max(largestKargsBytes),
	files: z
		.array(
			z.object({
				path: z.string(),
				offset: size,
				end: z.string().default(''),
				pad: z.string().length(1).default('#'),
			}),
		)
		.min(1),
});

const featuresNote = z.record(z.string(), z.unknown());

/** undefined when there is none. */
const readNote = async <Shape extends z.ZodType>(
	{source, volume}: Medium,
	path: string,
	shape: Shape,
): Promise<z.output<Shape> | undefined> => {
	const entry = findEntry(volume, path);
	if (entry === undefined) {
		return undefined;
	}
	const text = (await readEntry(source, entry, largestNoteBytes)).toString();
	const found = shape.safeParse(parseJson(text));
	if (!found.success) {
		throw notCoreos(source, `${path} is not of the form that is known`);
	}
	return found.data;
};

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const requireEntry = ({source, volume}: Medium, path: string): VolumeEntry => {
	const entry = findEntry(volume, path);
	if (entry?.kind !== 'file') {
		throw notCoreos(source, `it has no file ${JSON.stringify(path)}`);
	}
	return entry;
};

/** A file on such an ISO lies in one piece, since its tools write into the middle of it. */
const areaIn = (
	{source}: Medium,
	{path, extents, sizeBytes}: VolumeEntry,
	offsetBytes: number,
	lengthBytes: number,
): ByteRange => {
	const [extent] = extents;
	if (extent === undefined || extents.length > 1 || lengthBytes <= 0) {
		throw notCoreos(source, `${path} has no room for an area`);
	}
	if (offsetBytes + lengthBytes > sizeBytes) {
		throw notCoreos(source, `an area is said to lie beyond the end of ${path}`);
	}
	return {offsetBytes: extent.offsetBytes + offsetBytes, lengthBytes};
};

const kargsAreas = (medium: Medium, note: z.output<typeof kargsNote>): KargsAreas => ({
	standard: note.default,
	sizeBytes: note.size,
	areas: note.files.map(({path, offset, end, pad}): KargsArea => {
		const entry = requireEntry(medium, path);
		const {offsetBytes} = areaIn(medium, entry, offset, note.size);
		return {path: entry.path, offsetBytes, end, pad};
	}),
});

const architectureOf = async ({source, volume}: Medium) => {
	const kernel = findEntry(volume, kernelPath);
	const [extent] = kernel?.extents ?? [];
	if (extent === undefined) {
		return undefined;
	}
	const lengthBytes = Math.min(extent.lengthBytes, 4096);
	return kernelArchitecture(await source.read({offsetBytes: extent.offsetBytes, lengthBytes}));
};

const isSamePath = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** `coreos/igninfo.jso` */
const shortPath = (path: string): string =>
	path
		.split('/')
		.map((name) => name.replace(/^([^.]{1,8})[^.]*(\.[^.]{0,3})?.*$/, '$1$2'))
		.join('/');

const notCoreos = (source: ByteSource, why: string): InstallError =>
	new InstallError('ISO_NOT_COREOS', {iso: source.name, why});
