/**
 * The journal: every event as one JSON line, synced at results. It lives in memory-backed storage and is
 * mirrored to the installation disk while that can hold it. The mirror never fails the work: its lines wait.
 */
import {z} from 'zod';
import {InstallError} from '../errors.ts';
import type {AppendFile, System} from '../system/types.ts';
import {syncFilesystem} from '../tools/sync.ts';
import {type InstallEvent, isLossy, journalVersion} from './events.ts';
import {journalName} from './journal-name.ts';

export type Journal = {
	readonly append: (event: InstallEvent, options: {readonly sync: boolean}) => Promise<void>;
	readonly close: () => Promise<void>;
};

/**
 * @param mirrors directories of one filesystem; each is used whenever it exists.
 * @param before what the journal holds already: a mirror begins with it.
 */
export const openJournal = async (
	system: System,
	path: string,
	mirrors: readonly string[] = [],
	before: readonly InstallEvent[] = [],
): Promise<Journal> => {
	const unwritable = unwritableAt(path);
	const file = await system.files.openAppend(path).catch(unwritable);
	const mirrored = mirrors.map((mirror) => journalMirror(system, mirror, before.map(lineOf)));
	let queue: Promise<void> = Promise.resolve();
	const enqueue = (work: () => Promise<void>): Promise<void> => {
		const done = queue.then(work);
		queue = done.catch(() => {});
		return done;
	};
	return {
		append: (event, {sync: isSynced}) =>
			enqueue(async () => {
				const line = lineOf(event);
				await appendLine(file, line, isSynced).catch(unwritable);
				const sync = once((directory: string) => syncBefore(system, directory, event));
				for (const mirror of mirrored) {
					await mirror(line, event, sync);
				}
			}),
		close: () => enqueue(() => file.close()),
	};
};

/** The events of a journal; a last line that was cut by a crash is left out, any other fault is an error. */
export const readJournal = async (
	system: System,
	path: string,
): Promise<readonly InstallEvent[]> => {
	if ((await system.files.stat(path)) === undefined) {
		return [];
	}
	return parseJournal(await system.files.readText(path, journalLimitBytes), path);
};

/** @param path what it is called when it is at fault */
export const parseJournal = (text: string, path: string): readonly InstallEvent[] => {
	const lines = text.split('\n');
	const cut = lines.pop() ?? '';
	const events = lines.map((line, index) => parseLine(line, path, index + 1));
	const last = cut === '' ? undefined : parseEvent(cut);
	return last === undefined ? events : [...events, last];
};

/** Leaves out what a crash cut in the middle, so that the next line does not grow onto it. */
export const rewriteJournal = (
	system: System,
	path: string,
	events: readonly InstallEvent[],
): Promise<void> =>
	system.files.writeText(path, events.map(lineOf).join(''), 0o600).catch(unwritableAt(path));

const unwritableAt =
	(path: string) =>
	(cause: unknown): never => {
		const why = deepestOf(cause).replace(/\.$/, '');
		throw new InstallError('JOURNAL_UNWRITABLE', {path, why}, {cause});
	};

const lineOf = (event: InstallEvent): string => `${JSON.stringify(event)}\n`;

const journalLimitBytes = 256 * 1024 * 1024;

/** What every line has; the rest is trusted because only this engine writes it. */
const eventShape = z.looseObject({seq: z.int().positive(), at: z.iso.datetime(), type: z.string()});

const parseLine = (line: string, path: string, number: number): InstallEvent => {
	const event = parseEvent(line);
	if (event === undefined) {
		throw new InstallError('JOURNAL_DAMAGED', {path, line: number});
	}
	if (event.type === 'run.started' && event.version !== journalVersion) {
		throw new InstallError('JOURNAL_OF_OTHER_VERSION', {path, version: String(event.version)});
	}
	return event;
};

const parseEvent = (line: string): InstallEvent | undefined => {
	try {
		return eventShape.parse(JSON.parse(line)) as unknown as InstallEvent;
	} catch {
		return undefined;
	}
};

const appendLine = async (file: AppendFile, line: string, sync: boolean): Promise<void> => {
	await file.write(line);
	if (sync) {
		await file.sync();
	}
};

/**
 * Lines wait until a result comes while the directory exists; then they are written and the file is closed
 * again, so that it never keeps the disk from being unmounted. What lies there from before is replaced.
 */
const journalMirror = (system: System, directory: string, before: readonly string[]) => {
	const path = `${directory}/${journalName}`;
	let waiting = [...before];
	let isBegun = false;
	return async (
		line: string,
		event: InstallEvent,
		syncOthers: (directory: string) => Promise<void>,
	): Promise<void> => {
		waiting.push(line);
		if (isLossy(event)) {
			return;
		}
		try {
			if ((await system.files.stat(directory)) === undefined) {
				return;
			}
			await syncOthers(directory);
			if (!isBegun) {
				await system.files.remove(path);
			}
			await appendAll(system, path, waiting);
			isBegun = true;
			waiting = [];
		} catch {
			// The disk is full or gone: the step that needs it will say so; the journal in memory stands.
		}
	};
};

/**
 * A power cut may take bytes that a step wrote but not the line that calls it done. So the disk says so only when
 * all else is on the medium; ostree does the same for what it writes, and the pull of images for theirs.
 */
const syncBefore = async (
	system: System,
	directory: string,
	event: InstallEvent,
): Promise<void> => {
	const isFinished = event.type === 'step.finished' && event.outcome.kind === 'done';
	if (isFinished && event.isFleeting !== true) {
		await syncFilesystem(system, directory, new AbortController().signal);
	}
};

/** The first call counts for all. */
const once = <Argument>(work: (argument: Argument) => Promise<void>) => {
	let done: Promise<void> | undefined;
	return (argument: Argument): Promise<void> => {
		done ??= work(argument);
		return done;
	};
};

const appendAll = async (system: System, path: string, lines: readonly string[]): Promise<void> => {
	const file = await system.files.openAppend(path);
	try {
		await file.write(lines.join(''));
		await file.sync();
	} finally {
		await file.close();
	}
};

/** The system's own words, as `ENOSPC: no space left on device, write`. */
const deepestOf = (error: unknown): string => {
	if (!(error instanceof Error)) {
		return String(error);
	}
	return error.cause === undefined ? error.message : deepestOf(error.cause);
};
