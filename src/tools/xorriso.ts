/**
 * xorriso, for the one thing that cannot be done in place: adding files to an ISO. It appends a session, so
 * what was there keeps its place, and boot records stay as they are.
 */
import type {Command, System} from '../system/types.ts';

export type AddedFile = {
	/** A file on this machine. */
	readonly from: string;
	/** Its path on the ISO, from the root. */
	readonly to: string;
	/** In hexadecimal digits, where it is known. */
	readonly sha256?: string;
};

/** @throws InstallError COMMAND_FAILED, COMMAND_MISSING */
export const addFiles = async (
	system: System,
	iso: string,
	files: readonly AddedFile[],
	madeAt: Date,
	signal?: AbortSignal,
): Promise<void> => {
	const environment = {SOURCE_DATE_EPOCH: String(seconds(madeAt))};
	const options = signal ? {environment, signal} : {environment};
	await system.run(addFilesCommand(iso, files, madeAt), options);
};

/**
 * Owner, mode and time are set, so the same files give the same bytes whoever runs it. Level 1 gives the
 * short names by which the tools of CoreOS find their notes; Rock Ridge has the real ones.
 */
export const addFilesCommand = (
	iso: string,
	files: readonly AddedFile[],
	madeAt: Date,
): Command => ({
	program: 'xorriso',
	args: [
		...['-no_rc', '-abort_on', 'WARNING'],
		...['-compliance', 'iso_9660_level=1'],
		...['-boot_image', 'any', 'keep'],
		...['-dev', iso],
		...files.flatMap(({from, to}) => [
			...['-map', from, to],
			...['-chown', '0', to, '--'],
			...['-chgrp', '0', to, '--'],
			...['-chmod', '0444', to, '--'],
			...['-alter_date', 'b', `=${seconds(madeAt)}`, to, ...parentsOf(to), '--'],
		]),
		...['-commit', '-end'],
	],
});

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

/** `/a`, `/a/b` of `/a/b/c`. */
const parentsOf = (path: string): readonly string[] =>
	path
		.split('/')
		.slice(1, -1)
		.map((_name, index, names) => `/${names.slice(0, index + 1).join('/')}`);
