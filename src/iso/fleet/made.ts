/**
 * `site.json`, beside what was made for a site: of which inputs it was made, and what it is. It is written last,
 * so a site that has a good one is complete.
 */
import {z} from 'zod';
import {InstallError} from '../../errors.ts';
import type {Files} from '../../system/types.ts';
import {digestOfFile} from '../digest.ts';

const madeShape = z.object({inputs: z.string(), iso: z.string()});

type Made = z.output<typeof madeShape>;

export const isMade = async (files: Files, directory: string, inputs: string): Promise<boolean> => {
	const paths = [recordPath(directory), isoPath(directory), `${directory}/auth/identity.json`];
	const found = await Promise.all(paths.map((path) => files.stat(path)));
	if (found.some((one) => one?.kind !== 'file')) {
		return false;
	}
	const record = parsed(await files.readText(recordPath(directory)));
	return (
		record?.inputs === inputs && record.iso === (await digestOfFile(files, isoPath(directory)))
	);
};

/**
 * The directory is that of a fleet, and no ISO of other inputs is in it. Documents that somebody wrote there by
 * hand would be lost. @throws InstallError SITE_DIRECTORY_TAKEN
 */
export const beginMaking = async (files: Files, directory: string): Promise<void> => {
	const isOurs = (await files.stat(recordPath(directory))) !== undefined;
	if (!isOurs && (await files.stat(`${directory}/install-config.yaml`)) !== undefined) {
		throw new InstallError('SITE_DIRECTORY_TAKEN', {directory});
	}
	await files.makeDirectory(directory, 0o700);
	await writeRecord(files, directory, {inputs: '', iso: ''});
	await files.remove(isoPath(directory));
};

export const recordMade = async (
	files: Files,
	directory: string,
	inputs: string,
): Promise<void> => {
	const iso = await digestOfFile(files, isoPath(directory));
	await writeRecord(files, directory, {inputs, iso});
};

const writeRecord = (files: Files, directory: string, record: Made): Promise<void> =>
	files.writeText(recordPath(directory), `${JSON.stringify(record)}\n`, 0o600);

const recordPath = (directory: string): string => `${directory}/site.json`;

const isoPath = (directory: string): string => `${directory}/imagebasedconfig.iso`;

const parsed = (text: string): Made | undefined => {
	try {
		return madeShape.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
};
