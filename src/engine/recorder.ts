/**
 * The recorder numbers events, writes them to the journal and hands them to whoever listens. A listener can
 * neither slow nor fail the work; a result is on the medium before the next step begins. A beginning that a power cut takes
 * is a step that did not begin, and runs; one that writes to a disk says so in an event of its own.
 */
import type {Clock} from '../system/types.ts';
import {type EventBody, type InstallEvent, isLossy} from './events.ts';
import type {Journal} from './journal.ts';

/** Resolves when the event is recorded. Lossy events need not be awaited. */
export type Emit = (body: EventBody) => Promise<void>;

export type Listener = (event: InstallEvent) => void;

export const recorder = (
	clock: Clock,
	journal: Journal,
	listener: Listener,
	previousSeq = 0,
): Emit => {
	let seq = previousSeq;
	return (body) => {
		seq += 1;
		const event = {seq, at: clock.now().toISOString(), ...body};
		listener(event);
		return journal.append(event, {sync: !isLossy(body) && body.type !== 'step.started'});
	};
};
