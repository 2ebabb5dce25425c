/**
 * coreos-installer: writes the CoreOS disk image. On a live ISO it needs no image file and no network.
 * Its progress comes on stderr as `Read disk 540.4 MiB/2.4 GiB (22%)`.
 */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {toolKeys} from '../words/problems/tool-keys.ts';
import {isFull, lastLineOf, saidBy} from './said.ts';

export type ImageToWrite = {
	readonly device: string;
	/** Absent: the image that the live system carries. */
	readonly imageFile?: string;
	/** No signature stands beside the image file. */
	readonly isUnsigned: boolean;
	readonly args: readonly string[];
};

export type WriteReports = {
	readonly signal: AbortSignal;
	readonly progress: (doneBytes: number, totalBytes: number) => void;
	readonly log: (line: string) => void;
};

/** @throws InstallError BASE_IMAGE_FAILED */
export const writeCoreos = async (
	system: System,
	image: ImageToWrite,
	{signal, progress, log}: WriteReports,
): Promise<void> => {
	const onLine = (line: string): void => {
		const read = parseProgress(line);
		if (read) {
			progress(read.doneBytes, read.totalBytes);
		} else if (line.trim() !== '') {
			log(line);
		}
	};
	try {
		await system.run(
			{program: 'coreos-installer', args: installArguments(image)},
			{signal, onStdoutLine: onLine, onStderrLine: onLine},
		);
	} catch (error) {
		throw explained(error, image.device);
	}
};

/** The device first, then the user's words one by one, as the image-based installer always called it. */
export const installArguments = ({
	device,
	imageFile,
	isUnsigned,
	args,
}: ImageToWrite): readonly string[] => [
	'install',
	device,
	...(imageFile === undefined ? [] : ['--image-file', imageFile]),
	...(isUnsigned ? ['--insecure'] : []),
	...args,
];

export const parseProgress = (
	line: string,
): {readonly doneBytes: number; readonly totalBytes: number} | undefined => {
	const found = /([\d.]+) (B|[KMGT]iB)\/([\d.]+) (B|[KMGT]iB) \(\d+%\)/.exec(line);
	if (found === null) {
		return undefined;
	}
	const [, done, doneUnit, total, totalUnit] = found;
	return {doneBytes: bytesOf(done, doneUnit), totalBytes: bytesOf(total, totalUnit)};
};

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

const bytesOf = (count = '0', unit = 'B'): number =>
	Math.round(Number(count) * 1024 ** units.indexOf(unit));

const explained = (error: unknown, disk: string): unknown => {
	const said = saidBy(error);
	if (said === '') {
		return error;
	}
	const [command = said] = said.split(' It said: ');
	const hasChain = innermostCause(said) !== undefined;
	const cause = new Error(hasChain ? command : said.replaceAll(progressText, ''));
	return new InstallError('BASE_IMAGE_FAILED', {disk, ...reasonOf(said, error)}, {cause});
};

/** A kilobyte of it stands before whatever was wrong. */
const progressText =
	/(?:> )?(?:Read )?(?:disk )?[\d.]+ (?:B|[KMGT]iB)\/\S+ (?:B|[KMGT]iB) \(\d+%\)\s*/g;

type Reason = {readonly why: string; readonly remedy: string};

/** Narrow on purpose; anything else is told in coreos-installer's own words. */
const reasonOf = (said: string, error: unknown): Reason => {
	// blockdev.rs, ensure_exclusive_access: "found busy partitions"
	if (/found busy partitions/.test(said)) {
		return {
			why: 'partitions of the disk are in use',
			remedy: `Type the commands that ${toolKeys.disks} shows for this disk in a shell, or allow the disk clean-up; then retry.`,
		};
	}
	// install.rs, write_disk: "source has sector size {} but destination has sector size {}"
	if (/source has sector size/.test(said)) {
		return {
			why: 'the image is made for another sector size than the disk has',
			remedy: 'Use an image for the sector size of this disk, or another disk.',
		};
	}
	if (isFull(error)) {
		return {why: 'the disk is smaller than the image', remedy: 'Choose a larger disk.'};
	}
	return {
		why: innermostCause(said) ?? lastLineOf(error),
		remedy: `Retry the step. If it fails again, the disk takes no writes: ${toolKeys.disks} tells its health. Its old content is gone.`,
	};
};

/** It prints the chain of its causes, and only then what it does about it, which ends with `Error: install failed`. */
const innermostCause = (said: string): string | undefined => {
	const [, doing, causes = ''] = /Error: ([^\n]+)\n\s*Caused by:((?:\n +[^\n]+)+)/.exec(said) ?? [];
	const last = causes
		.trim()
		.split('\n')
		.at(-1)
		?.trim()
		.replace(/^\d+: /, '');
	return doing && last ? `${doing}: ${last}` : undefined;
};
