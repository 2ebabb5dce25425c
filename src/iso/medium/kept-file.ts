/**
 * Large files that are kept between runs, each with its digest beside it. A file has its name only when it is
 * whole, and is never taken on trust: whoever uses it hashes it again.
 */
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {digestOfFile} from '../digest.ts';

/** The digest that the file had when it was kept; undefined when none is kept there. */
export const keptDigest = async ({files}: System, path: string): Promise<string | undefined> => {
	const [file, note] = await Promise.all([files.stat(path), files.stat(notePath(path))]);
	if (file?.kind !== 'file' || note?.kind !== 'file') {
		return undefined;
	}
	const text = (await files.readText(notePath(path), 128)).trim();
	return /^[0-9a-f]{64}$/.test(text) ? text : undefined;
};

/** Its digest when it is there with the bytes that it had; else undefined. */
export const soundDigest = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<string | undefined> => {
	const digest = await keptDigest(system, path);
	const isSound =
		digest !== undefined && digest === (await digestOfFile(system.files, path, {signal}));
	return isSound ? digest : undefined;
};

/**
 * Gives what was made its name. A file that is not what was asked for is removed.
 * @throws InstallError ISO_DIGEST_MISMATCH
 */
export const keep = async (
	system: System,
	unfinished: string,
	path: string,
	{signal, expectedSha256}: {readonly signal: AbortSignal; readonly expectedSha256?: string},
): Promise<string> => {
	const {files} = system;
	const found = await digestOfFile(files, unfinished, {signal});
	if (expectedSha256 !== undefined && found !== expectedSha256) {
		await files.remove(unfinished);
		throw new InstallError('ISO_DIGEST_MISMATCH', {iso: path, expected: expectedSha256, found});
	}
	await files.rename(unfinished, path);
	await files.writeText(notePath(path), `${found}\n`);
	return found;
};

export const forget = async ({files}: System, path: string): Promise<void> => {
	await files.remove(notePath(path));
	await files.remove(path);
};

const notePath = (path: string): string => `${path}.sha256`;
