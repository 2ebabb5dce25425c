/** Writes a file of the host only when its text or its mode is another one, so that who reads it is disturbed only then. */
import {dirname} from 'node:path/posix';
import {Secret} from '../../../secret.ts';
import type {System} from '../../../system/types.ts';

/** True when it was changed. */
export const writeChanged = async (
	system: System,
	path: string,
	text: string | Secret,
	mode: number,
): Promise<boolean> => {
	const found = await system.files.stat(path);
	const wanted = text instanceof Secret ? text.reveal() : text;
	if (
		found?.kind === 'file' &&
		found.mode === mode &&
		(await system.files.readText(path)) === wanted
	) {
		return false;
	}
	await system.files.makeDirectory(dirname(path));
	await system.files.writeText(path, text, mode);
	return true;
};
