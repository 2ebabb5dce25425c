/**
 * Watching for media: a snapshot at once, then one after each event of udev. Where udev cannot be heard, the
 * devices are listed again and again, slowly, and the snapshot says so.
 */
import type {System} from '../../system/types.ts';
import type {Medium} from './medium.ts';

export type MediaSnapshot = {
	readonly media: readonly Medium[];
	readonly watching:
		| {readonly kind: 'events'}
		| {readonly kind: 'polling'; readonly everyMs: number; readonly reason: string};
};

/** Ends, without an error, when the signal is aborted. */
export const watchMedia = async (
	_system: System,
	_signal: AbortSignal,
	_tell: (snapshot: MediaSnapshot) => void,
): Promise<void> => {
	throw new Error('not yet');
};
