/**
 * How often the console of a line has crashed, one time after the other. Its unit starts it again whatever happened; a screen
 * that cannot be drawn would then never be seen, so after three times the console speaks in lines. A process that is killed
 * can tell nothing any more: the count goes up at the start, and an end that somebody wanted takes it away.
 */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';

export type CrashCount = {
	/** In a row, before this start. */
	readonly crashes: number;
	/** It ended as somebody wanted, or the line is gone. */
	readonly endedWell: () => Promise<void>;
	/** It ended with an error, which may be no crash either. */
	readonly endedWith: (error: unknown) => Promise<void>;
};

/** In memory: a boot begins anew. */
export const crashDirectory = '/run/ibi-console-starts';

/** From then on the screens are not drawn. */
export const mostCrashes = 3;

/** Who has stood for so long has not crashed at once. */
const wellAfterMs = 60_000;

/** @param line as the unit of a console names it, `tty1`; consoles that somebody opens are not counted */
export const countStart = async (
	{files, clock}: Pick<System, 'files' | 'clock'>,
	line: string | undefined,
): Promise<CrashCount> => {
	if (line === undefined) {
		return {crashes: 0, endedWell: async () => {}, endedWith: async () => {}};
	}
	const path = `${crashDirectory}/${line.replace(/[^\w.-]/g, '_')}`;
	const keep = (count: number): Promise<void> =>
		// Without the count the console works just as well.
		files.writeText(path, `${count}\n`).catch(() => {});
	const crashes = Number(await files.readText(path).catch(() => '0')) || 0;
	await files.makeDirectory(crashDirectory, 0o700).catch(() => {});
	await keep(crashes + 1);
	const ending = new AbortController();
	clock.sleep(wellAfterMs, ending.signal).then(
		() => keep(1),
		() => {},
	);
	const endedWell = async (): Promise<void> => {
		ending.abort();
		await files.remove(path).catch(() => {});
	};
	return {
		crashes,
		endedWell,
		endedWith: async (error) => {
			ending.abort();
			if (!isCrash(error)) {
				await endedWell();
			}
		},
	};
};

/** What is known of, and a line that is gone, say nothing about how the screens are drawn. */
const isCrash = (error: unknown): boolean => !(error instanceof InstallError) && !isLineGone(error);

const isLineGone = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && goneCodes.has(String(error.code));

const goneCodes: ReadonlySet<string> = new Set(['EIO', 'ENXIO', 'ENODEV', 'EBADF', 'EPIPE']);
