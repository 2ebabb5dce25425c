/**
 * An installation ISO from a CoreOS live ISO: a copy in which only the areas for Ignition and for kernel
 * arguments differ. Size, volume id and everything that boots stay as they are.
 */
import {InstallError} from '../../errors.ts';
import type {Secret} from '../../secret.ts';
import type {System} from '../../system/types.ts';
import {copyInto} from '../../tools/cp.ts';
import {writeAt} from '../../tools/dd.ts';
import {syncFile} from '../../tools/sync.ts';
import {unxz} from '../../tools/xz.ts';
import {digestOfFile} from '../digest.ts';
import {type ByteSource, fileSource} from '../volume/source.ts';
import {type AreaContent, emptyArea, filledArea, packingOf, readArea} from './embed-area.ts';
import {kargsArea, kargsText, withKargs} from './kargs.ts';
import {type CoreosLayout, readCoreosLayout} from './layout.ts';

export type LiveIso = {
	readonly layout: CoreosLayout;
	readonly ignition: AreaContent;
	/** undefined where they cannot be changed. */
	readonly kargs?: string;
};

/** Bytes that take the place of others. */
export type Edit = {readonly offsetBytes: number; readonly bytes: Uint8Array};

export type LiveIsoChange = {
	/** undefined: the area is emptied. */
	readonly ignition?: Secret;
	/** Added to the arguments of a medium that nobody changed; none puts those back. */
	readonly addedKargs: readonly string[];
};

export type CopyOptions = {
	readonly signal: AbortSignal;
	readonly onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined;
	/** Of the base, in hexadecimal digits. */
	readonly expectedSha256?: string | undefined;
	/** What else is done to the copy before it has its name. */
	readonly finish?: (path: string) => Promise<void>;
};

/** @throws InstallError ISO_UNREADABLE, ISO_NOT_COREOS, KARGS_DIFFER */
export const inspectLiveIso = async (
	system: System,
	path: string,
	signal?: AbortSignal,
): Promise<LiveIso> => {
	const source = await fileSource(system, path);
	const layout = await readCoreosLayout(source);
	const area = await source.read(layout.ignitionArea);
	const unpacked =
		packingOf(area) === 'xz' ? Buffer.from(await unxz(system, area, signal)) : undefined;
	const kargs = await currentKargs(source, layout);
	return {layout, ignition: readArea(area, unpacked), ...(kargs !== undefined && {kargs})};
};

/** What has to change in a medium. Pure. @throws InstallError IGNITION_TOO_LARGE, KARGS_… */
export const editsFor = (
	{ignitionArea, kargs}: CoreosLayout,
	{ignition, addedKargs}: LiveIsoChange,
	iso: string,
): readonly Edit[] => {
	const {offsetBytes, lengthBytes} = ignitionArea;
	const area = ignition ? filledArea(ignition, lengthBytes) : emptyArea(lengthBytes);
	if (kargs === undefined && addedKargs.length > 0) {
		throw new InstallError('KARGS_NO_AREA', {iso});
	}
	const text = kargs && withKargs(kargs.standard, addedKargs);
	return [
		{offsetBytes, bytes: area},
		...(kargs?.areas ?? []).map((one) => ({
			offsetBytes: one.offsetBytes,
			bytes: kargsArea(text ?? '', one, kargs?.sizeBytes ?? 0),
		})),
	];
};

/**
 * Copies the base with the change, and reads the areas back. The base is hashed meanwhile: both wait for the same
 * bytes. The copy has its name only when it is whole and on the medium.
 * @returns the SHA-256 of the base.
 * @throws InstallError also ISO_DIGEST_MISMATCH, FILE_UNWRITABLE, CANCELLED, ISO_NOT_AS_WRITTEN
 */
export const writeInstallationIso = async (
	system: System,
	{base, output}: {readonly base: string; readonly output: string},
	change: LiveIsoChange,
	options: CopyOptions,
): Promise<string> => {
	const {files} = system;
	const source = await fileSource(system, base);
	const edits = editsFor(await readCoreosLayout(source), change, base);
	const partial = `${output}.partial`;
	const ending = new AbortController();
	const signal = AbortSignal.any([options.signal, ending.signal]);
	try {
		const work = [
			requireDigest(system, source, {...options, signal}),
			writeCopy(system, source, partial, edits, {...options, signal}),
		] as const;
		const [sha256] = await Promise.all(work).catch(async (error: unknown) => {
			ending.abort();
			await Promise.allSettled(work);
			throw error;
		});
		await files.rename(partial, output);
		return sha256;
	} catch (error) {
		await files.remove(partial);
		throw error;
	}
};

/** It carries a pull secret. */
const outputMode = 0o600;

const writeCopy = async (
	system: System,
	source: ByteSource,
	path: string,
	edits: readonly Edit[],
	{signal, finish}: CopyOptions,
): Promise<void> => {
	await system.files.remove(path);
	await system.files.writeText(path, '', outputMode);
	await copyInto(system, source.name, path, signal);
	for (const edit of edits) {
		await writeAt(system, path, edit, signal);
	}
	await requireWritten(system, path, source.sizeBytes, edits);
	await finish?.(path);
	await syncFile(system, path, signal);
};

const requireDigest = async (
	{files}: System,
	{name, sizeBytes}: ByteSource,
	{signal, onProgress, expectedSha256}: CopyOptions,
): Promise<string> => {
	const found = await digestOfFile(files, name, {
		signal,
		onProgress: (doneBytes) => onProgress?.(doneBytes, sizeBytes),
	});
	const expected = expectedSha256?.toLowerCase() ?? found;
	if (found !== expected) {
		throw new InstallError('ISO_DIGEST_MISMATCH', {iso: name, expected, found});
	}
	return found;
};

const requireWritten = async (
	system: System,
	path: string,
	sizeBytes: number,
	edits: readonly Edit[],
): Promise<void> => {
	const written = await fileSource(system, path);
	const wrong = (what: string): InstallError =>
		new InstallError('ISO_NOT_AS_WRITTEN', {iso: path, what});
	if (written.sizeBytes !== sizeBytes) {
		throw wrong(`it has ${written.sizeBytes} bytes instead of ${sizeBytes}`);
	}
	for (const {offsetBytes, bytes} of edits) {
		const found = await written.read({offsetBytes, lengthBytes: bytes.byteLength});
		if (!found.equals(bytes)) {
			throw wrong(`the bytes from ${offsetBytes} on are not those that were written`);
		}
	}
};

const currentKargs = async (
	source: ByteSource,
	{kargs}: CoreosLayout,
): Promise<string | undefined> => {
	if (kargs === undefined) {
		return undefined;
	}
	const lengthBytes = kargs.sizeBytes;
	const texts = await Promise.all(
		kargs.areas.map(async (area) =>
			kargsText(await source.read({offsetBytes: area.offsetBytes, lengthBytes}), area),
		),
	);
	if (new Set(texts).size > 1) {
		const paths = kargs.areas.map(({path}) => path).join(' and ');
		throw new InstallError('KARGS_DIFFER', {iso: source.name, paths});
	}
	return texts[0];
};
