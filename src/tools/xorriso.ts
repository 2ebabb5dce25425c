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

/** Of ISO 9660: 1 has short names and files below 4 GiB, 3 longer names and files of any size. */
export type IsoLevel = 1 | 3;

export type AddOptions = {
	/** Of everything that is added. */
	readonly madeAt: Date;
	readonly level: IsoLevel;
	readonly signal?: AbortSignal | undefined;
};

/** Level 1 takes files up to this. */
export const largestOfOneExtentBytes = 2 ** 32 - 1;

/** @throws InstallError COMMAND_FAILED, COMMAND_MISSING */
export const addFiles = async (
	system: System,
	iso: string,
	files: readonly AddedFile[],
	{madeAt, level, signal}: AddOptions,
): Promise<void> => {
	const environment = {SOURCE_DATE_EPOCH: String(seconds(madeAt))};
	const options = signal ? {environment, signal} : {environment};
	await system.run(addFilesCommand(iso, files, {madeAt, level}), options);
};

/**
 * Owner, mode and time are set, so the same files give the same bytes whoever runs it. They are set for all at once:
 * with a command for each of a thousand files the line would be longer than a program may be given.
 */
export const addFilesCommand = (
	iso: string,
	files: readonly AddedFile[],
	{madeAt, level}: Omit<AddOptions, 'signal'>,
): Command => ({
	program: 'xorriso',
	args: [
		...['-no_rc', '-abort_on', 'WARNING'],
		...['-compliance', `iso_9660_level=${level}`],
		...['-boot_image', 'any', 'keep'],
		...['-dev', iso],
		...files.flatMap(({from, to}) => ['-map', from, to]),
		...topsOf(files).flatMap((top) => [
			...['-chown_r', '0', top, '--'],
			...['-chgrp_r', '0', top, '--'],
			...['-find', top, '-type', 'f', '-exec', 'chmod', '0444', '--'],
			...['-alter_date_r', 'b', `=${seconds(madeAt)}`, top, '--'],
		]),
		...['-commit', '-end'],
	],
});

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

/** `/a` of `/a/b/c`: what is below belongs to us alone. */
const topsOf = (files: readonly AddedFile[]): readonly string[] => [
	...new Set(files.map(({to}) => to.split('/').slice(0, 2).join('/'))),
];
