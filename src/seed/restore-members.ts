/**
 * The members of a tar stream, one after another, each with its bytes. Names are given as they stand in the
 * archive: whoever writes a file decides which names it takes. Formats: POSIX.1-2001 pax, ustar, GNU.
 */
import {Parser, type ReadEntry} from 'tar';
import type {ByteStream} from '../system/types.ts';

export type Member = {
	readonly name: string;
	readonly kind: 'file' | 'directory' | 'other';
	readonly mode: number;
	readonly content: ByteStream;
};

/** What is left of a member's content when `onMember` returns is skipped. */
export type OnMember = (member: Member) => Promise<void>;

/** Long names and pax records are held in memory: a hostile header must not fill it. */
const maxMetaEntryBytes = 1024 * 1024;

/** Rejects on a damaged or truncated archive, and with whatever `onMember` rejects with. */
export const readMembers = async (tar: ByteStream, onMember: OnMember): Promise<void> => {
	const fault = faultLatch();
	const entries = new Set<ReadEntry>();
	let isBlank = true;
	let handled: Promise<void> = Promise.resolve();
	const parser = new Parser({
		strict: true,
		maxMetaEntrySize: maxMetaEntryBytes,
		onReadEntry: (entry) => {
			entries.add(entry);
			handled = handled.then(() => handle(entry, onMember)).finally(() => entries.delete(entry));
			handled.catch(fault.set);
		},
	});
	parser.on('error', (error) => {
		if (!(isBlank && isUnrecognized(error))) {
			fault.set(error);
		}
	});
	const ended = new Promise<void>((resolve) => {
		parser.once('end', resolve);
	});
	try {
		for await (const chunk of tar) {
			fault.check();
			isBlank &&= chunk.every((byte) => byte === 0);
			if (!parser.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))) {
				await fault.orUntil((resolve) => parser.once('drain', resolve));
			}
		}
		parser.end();
		await fault.orUntil((resolve) => ended.then(resolve));
		await handled;
		fault.check();
	} catch (error) {
		// Whoever reads a member would wait for its end for ever, a program of theirs with its files open too.
		for (const entry of entries) {
			entry.destroy(error);
		}
		await handled.catch(() => {});
		throw error;
	}
};

/** An empty archive is nothing but zeroes, which the parser takes for no archive. */
const isUnrecognized = (error: unknown): boolean =>
	error instanceof Error && error.message.includes('Unrecognized archive format');

const handle = async (entry: ReadEntry, onMember: OnMember): Promise<void> => {
	await onMember({
		name: entry.path,
		kind: kindOf(entry),
		mode: (entry.mode ?? 0) & 0o7777,
		content: entry as unknown as ByteStream,
	});
	entry.resume();
};

const kindOf = ({type}: ReadEntry): Member['kind'] => {
	if (type === 'File' || type === 'OldFile' || type === 'ContiguousFile') {
		return 'file';
	}
	return type === 'Directory' ? 'directory' : 'other';
};

/** Remembers the first fault, and wakes whoever waits for the parser, which would otherwise wait forever. */
const faultLatch = () => {
	let fault: {readonly error: unknown} | undefined;
	let wake: (() => void) | undefined;
	const check = (): void => {
		if (fault !== undefined) {
			throw fault.error;
		}
	};
	return {
		check,
		set: (error: unknown): void => {
			fault ??= {error};
			wake?.();
		},
		orUntil: async (subscribe: (resolve: () => void) => void): Promise<void> => {
			check();
			await new Promise<void>((resolve) => {
				wake = resolve;
				subscribe(resolve);
			});
			check();
		},
	};
};
