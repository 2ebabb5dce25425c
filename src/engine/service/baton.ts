/**
 * Who may act. The first console that may hold the baton gets it; another one takes it over after a notice that
 * every console shows, unless the holder keeps it. When its holder goes, the longest waiting one has it.
 */
import type {Clock} from '../../system/types.ts';
import type {Baton, Console} from './protocol.ts';

/** Long enough to read the notice and to press a key. */
export const noticeMs = 5000;

export type BatonKeeper = {
	readonly baton: () => Baton;
	readonly holds: (id: string) => boolean;
	/** A console that may act has come. */
	readonly join: (console: Console) => void;
	readonly leave: (id: string) => void;
	/** Asked again by the same console it changes nothing. */
	readonly take: (id: string) => void;
	/** The holder refuses the one who asked. */
	readonly keep: (id: string) => void;
	/** The holder lets the next one have it. */
	readonly give: (id: string) => void;
};

export const openBaton = (
	clock: Pick<Clock, 'sleep' | 'monotonicMs'>,
	changed: () => void,
): BatonKeeper => {
	let waiting: readonly Console[] = [];
	let holder: Console | undefined;
	let taking:
		| {readonly by: Console; readonly atMs: number; readonly stop: AbortController}
		| undefined;

	const endTaking = (): void => {
		taking?.stop.abort();
		taking = undefined;
	};

	const hand = (next: Console | undefined): void => {
		endTaking();
		waiting = [...waiting, ...(holder ? [holder] : [])].filter(({id}) => id !== next?.id);
		holder = next;
		changed();
	};

	const askHolder = (by: Console): void => {
		const stop = new AbortController();
		taking = {by, atMs: clock.monotonicMs() + noticeMs, stop};
		changed();
		clock.sleep(noticeMs, stop.signal).then(
			() => hand(by),
			() => {},
		);
	};

	const isHolder = (id: string): boolean => holder?.id === id;

	return {
		baton: () => ({
			...(holder && {holder}),
			...(taking && {
				taking: {by: taking.by, remainingMs: Math.max(0, taking.atMs - clock.monotonicMs())},
			}),
		}),
		holds: isHolder,
		join: (console) => {
			waiting = [...waiting, console];
			if (holder === undefined) {
				hand(console);
			}
		},
		leave: (id) => {
			waiting = waiting.filter((one) => one.id !== id);
			if (taking?.by.id === id) {
				endTaking();
				changed();
			}
			if (isHolder(id)) {
				const next = taking?.by ?? waiting[0];
				holder = undefined;
				hand(next);
			}
		},
		take: (id) => {
			const by = waiting.find((one) => one.id === id);
			if (by === undefined || taking !== undefined) {
				return;
			}
			if (holder === undefined) {
				hand(by);
			} else {
				askHolder(by);
			}
		},
		keep: (id) => {
			if (isHolder(id) && taking !== undefined) {
				endTaking();
				changed();
			}
		},
		give: (id) => {
			const next = taking?.by ?? waiting[0];
			if (isHolder(id) && next !== undefined) {
				hand(next);
			}
		},
	};
};
