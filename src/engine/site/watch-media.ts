/**
 * Watching for media: a snapshot at once, then one after each event of udev. Where udev cannot be heard, the
 * devices are listed again and again, slowly, and the snapshot says so.
 */
import {isCancelled, toProblem} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {type Bell, makeBell} from './bell.ts';
import {listMedia} from './media.ts';
import type {Medium} from './medium.ts';
import {listenToUdev, type Watching} from './udev-events.ts';

export type MediaSnapshot = {
	readonly media: readonly Medium[];
	readonly watching: Watching;
	/** Why the devices could not be listed; then there are no media, and the next snapshot may have some. */
	readonly fault?: string;
};

/** Ends, without an error, when the signal is aborted. */
export const watchMedia = async (
	system: System,
	signal: AbortSignal,
	tell: (snapshot: MediaSnapshot) => void,
): Promise<void> => {
	const bell = makeBell();
	let watching: Watching = {kind: 'events'};
	const change = (now: Watching): void => {
		watching = now;
		bell.ring();
	};
	const snapshots = async (): Promise<void> => {
		let last = '';
		for (;;) {
			const hasRung = bell.take();
			const snapshot = {...(await snapshotOf(system, signal)), watching};
			const text = JSON.stringify(snapshot);
			if (hasRung || text !== last) {
				tell(snapshot);
			}
			last = text;
			await nextReason(system, bell, watching, signal);
		}
	};
	await Promise.all([
		untilCancelled(() => listenToUdev(system, signal, bell.ring, change)),
		untilCancelled(snapshots),
	]);
};

/** Also while udev is heard: a drive that tells nobody of its disc is found a minute later. */
const safetyMs = 60_000;
/** A stick comes with a burst of events, one for each partition. */
const quietMs = 300;
const mostQuietWaits = 10;

const snapshotOf = async (
	system: System,
	signal: AbortSignal,
): Promise<Omit<MediaSnapshot, 'watching'>> => {
	try {
		return {media: await listMedia(system, signal)};
	} catch (error) {
		if (isCancelled(error)) {
			throw error;
		}
		return {media: [], fault: toProblem(error).message};
	}
};

const nextReason = async (
	system: System,
	bell: Bell,
	watching: Watching,
	signal: AbortSignal,
): Promise<void> => {
	await bell.wait(system, watching.kind === 'polling' ? watching.everyMs : safetyMs, signal);
	for (let waits = 0; bell.hasRung() && waits < mostQuietWaits; waits++) {
		const rings = bell.rings();
		await system.clock.sleep(quietMs, signal);
		if (bell.rings() === rings) {
			return;
		}
	}
};

const untilCancelled = async (work: () => Promise<void>): Promise<void> => {
	try {
		await work();
	} catch (error) {
		if (!isCancelled(error)) {
			throw error;
		}
	}
};
