/**
 * Files added to a live ISO, as the program that runs on it. xorriso does it; what it did is read back: no
 * file that was there may have moved, since notes and boot records say where they are.
 */
import {InstallError} from '../../errors.ts';
import type {ByteRange, System} from '../../system/types.ts';
import {writeAt} from '../../tools/dd.ts';
import {
	type AddedFile,
	addFiles,
	type IsoLevel,
	largestOfOneExtentBytes,
} from '../../tools/xorriso.ts';
import {digestOfFile, digestOfRanges} from '../digest.ts';
import {readVolume, type Volume, type VolumeEntry} from '../volume/read.ts';
import {fileSource} from '../volume/source.ts';
import {keptNames} from './kept-names.ts';
import {grownPartition, withEdits} from './partition.ts';

/** Changes the ISO itself: give it a copy. @throws InstallError ISO_NOT_AS_WRITTEN, COMMAND_FAILED */
export const addToIso = async (
	system: System,
	iso: string,
	files: readonly AddedFile[],
	madeAt: Date,
	signal?: AbortSignal,
): Promise<void> => {
	const before = await look(system, iso);
	await addFiles(system, iso, files, {madeAt, level: await levelFor(system, files), signal});
	for (const edit of await keptNames(await fileSource(system, iso), before.volume)) {
		await writeAt(system, iso, edit, signal);
	}
	const {sizeBytes} = await fileSource(system, iso);
	const growth = grownPartition(before.bootArea, before.sizeBytes, sizeBytes);
	for (const edit of growth) {
		await writeAt(system, iso, edit, signal);
	}
	const after = await look(system, iso);
	const expected = {...before, bootArea: withEdits(before.bootArea, growth)};
	const wrong = changed(expected, after) ?? (await different(system, iso, after.volume, files));
	if (wrong !== undefined) {
		throw new InstallError('ISO_NOT_AS_WRITTEN', {iso, what: wrong});
	}
};

const levelFor = async (
	{files: {stat}}: System,
	files: readonly AddedFile[],
): Promise<IsoLevel> => {
	const found = await Promise.all(files.map(({from}) => stat(from)));
	return found.some((file) => (file?.sizeBytes ?? 0) > largestOfOneExtentBytes) ? 3 : 1;
};

type Look = {readonly volume: Volume; readonly bootArea: Buffer; readonly sizeBytes: number};

/** Where boot loaders and partition tables are. */
const bootAreaBytes = 32_768;

const look = async (system: System, iso: string): Promise<Look> => {
	const source = await fileSource(system, iso);
	const volume = await readVolume(source);
	const bootArea = await source.read({offsetBytes: 0, lengthBytes: bootAreaBytes});
	return {volume, bootArea, sizeBytes: source.sizeBytes};
};

const changed = (before: Look, after: Look): string | undefined => {
	if (after.volume.volumeId !== before.volume.volumeId) {
		return `its volume id became ${after.volume.volumeId}`;
	}
	if (!after.bootArea.equals(before.bootArea)) {
		return 'its boot area changed';
	}
	const moved = before.volume.entries.find(
		(entry) => entry.kind === 'file' && !isKept(entry, entryAt(after.volume, entry.path)),
	);
	if (moved !== undefined) {
		return `${moved.path} is not where it was`;
	}
	const renamed = before.volume.entries.find(
		({path, identifier}) => entryAt(after.volume, path)?.identifier !== identifier,
	);
	return renamed && `the short name of ${renamed.path} is another one`;
};

/** xorriso writes the boot catalogue anew, and finds it by its record. */
const isKept = (before: VolumeEntry, after: VolumeEntry | undefined): boolean =>
	after?.sizeBytes === before.sizeBytes &&
	(/boot\.cat(alog)?$/.test(before.path) || sameRanges(before.extents, after.extents));

const sameRanges = (a: readonly ByteRange[], b: readonly ByteRange[]): boolean =>
	JSON.stringify(a) === JSON.stringify(b);

const entryAt = ({entries}: Volume, path: string): VolumeEntry | undefined =>
	entries.find((entry) => entry.path === path);

const different = async (
	system: System,
	iso: string,
	volume: Volume,
	files: readonly AddedFile[],
): Promise<string | undefined> => {
	for (const {from, to, sha256} of files) {
		const entry = entryAt(volume, to.replace(/^\//, ''));
		const isSame =
			entry !== undefined &&
			(await digestOfRanges(system.files, iso, entry.extents)) ===
				(sha256 ?? (await digestOfFile(system.files, from)));
		if (!isSame) {
			return `${to} is not the file ${from}`;
		}
	}
	return undefined;
};
