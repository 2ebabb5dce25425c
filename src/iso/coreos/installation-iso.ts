/**
 * An installation ISO from a CoreOS live ISO: a copy in which only the areas for Ignition and for kernel
 * arguments differ. Size, volume id and everything that boots stay as they are.
 */
import {createHash} from 'node:crypto';
import {InstallError} from '../../errors.ts';
import type {Secret} from '../../secret.ts';
import type {ByteStream, System} from '../../system/types.ts';
import {unxz} from '../../tools/xz.ts';
import {type ByteSource, fileSource} from '../volume/source.ts';
import {type Edit, edited} from './edits.ts';
import {type AreaContent, emptyArea, filledArea, packingOf, readArea} from './embed-area.ts';
import {kargsArea, kargsText, withKargs} from './kargs.ts';
import {type CoreosLayout, readCoreosLayout} from './layout.ts';

export type LiveIso = {
	readonly layout: CoreosLayout;
	readonly ignition: AreaContent;
	/** undefined where they cannot be changed. */
	readonly kargs?: string;
};

export type LiveIsoChange = {
	/** undefined: the area is emptied. */
	readonly ignition?: Secret;
	/** Added to the arguments of a medium that nobody changed; none puts those back. */
	readonly addedKargs: readonly string[];
};

export type CopyOptions = {
	readonly signal: AbortSignal;
	readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
	/** Of the base, in hexadecimal digits; told on the way, so that nothing is read twice. */
	readonly expectedSha256?: string;
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
 * Copies the base with the change and reads the areas back. The copy has its name only when it is whole.
 * @throws InstallError also ISO_DIGEST_MISMATCH, FILE_UNWRITABLE, CANCELLED, ISO_NOT_AS_WRITTEN
 */
export const writeInstallationIso = async (
	system: System,
	{base, output}: {readonly base: string; readonly output: string},
	change: LiveIsoChange,
	options: CopyOptions,
): Promise<void> => {
	const {files} = system;
	const source = await fileSource(system, base);
	const edits = editsFor(await readCoreosLayout(source), change, base);
	const partial = `${output}.partial`;
	try {
		const copy = edited(watched(files.readStream(base), source, options), edits);
		await files.remove(partial);
		await files.writeStream(partial, copy, outputMode);
		await requireWritten(system, partial, source.sizeBytes, edits);
		await files.rename(partial, output);
	} catch (error) {
		await files.remove(partial);
		throw error;
	}
};

/** It carries a pull secret. */
const outputMode = 0o600;

async function* watched(
	stream: ByteStream,
	{name, sizeBytes}: ByteSource,
	{signal, onProgress, expectedSha256}: CopyOptions,
): ByteStream {
	const hash = expectedSha256 === undefined ? undefined : createHash('sha256');
	let doneBytes = 0;
	for await (const chunk of stream) {
		if (signal.aborted) {
			throw new InstallError('CANCELLED', undefined);
		}
		hash?.update(chunk);
		yield chunk;
		doneBytes += chunk.byteLength;
		onProgress?.(doneBytes, sizeBytes);
	}
	const found = hash?.digest('hex');
	if (found !== expectedSha256?.toLowerCase()) {
		const expected = expectedSha256 ?? '';
		throw new InstallError('ISO_DIGEST_MISMATCH', {iso: name, expected, found: found ?? ''});
	}
}

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
