/**
 * `site.json`, beside what was made for a site: of which inputs it was made, and what it is. It is written last,
 * so a site that has a good one is complete.
 */
import {z} from 'zod';
import type {Files} from '../../system/types.ts';
import {digestOfFile} from '../digest.ts';

const madeShape = z.object({inputs: z.string(), iso: z.string()});

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

/** What an ISO of other inputs must not be taken for. */
export const forgetMade = async (files: Files, directory: string): Promise<void> => {
	await files.remove(recordPath(directory));
	await files.remove(isoPath(directory));
};

export const recordMade = async (
	files: Files,
	directory: string,
	inputs: string,
): Promise<void> => {
	const iso = await digestOfFile(files, isoPath(directory));
	await files.writeText(recordPath(directory), `${JSON.stringify({inputs, iso})}\n`, 0o600);
};

const recordPath = (directory: string): string => `${directory}/site.json`;

const isoPath = (directory: string): string => `${directory}/imagebasedconfig.iso`;

const parsed = (text: string): z.output<typeof madeShape> | undefined => {
	try {
		return madeShape.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
};
