/** Single values below /sys and /proc. The kernel answers some reads with an error where it has no answer. */
import type {System} from '../system/types.ts';

/** Undefined when it is not there, is empty, or the kernel does not tell. */
export const readAttribute = async (system: System, path: string): Promise<string | undefined> => {
	if ((await system.files.stat(path)) === undefined) {
		return undefined;
	}
	try {
		return (await system.files.readText(path)).trim() || undefined;
	} catch {
		return undefined;
	}
};

/** Undefined for what is no number too. */
export const readNumber = async (system: System, path: string): Promise<number | undefined> => {
	const text = await readAttribute(system, path);
	const value = Number(text ?? Number.NaN);
	return Number.isFinite(value) ? value : undefined;
};

/** The last word of what a link points to: the name of a driver. */
export const readLinkName = async (system: System, path: string): Promise<string | undefined> =>
	(await system.files.resolve(path))?.split('/').at(-1);
