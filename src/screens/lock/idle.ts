/** A console that nobody has touched for long: it notices by itself, and the key that ends that does nothing else. */
import {useEffect, useLayoutEffect, useRef, useState} from 'react';
import type {Clock} from '../../system/types.ts';
import type {ConsoleClock} from '../context.tsx';
import {useKeyboard, useKeys} from '../terminal/keyboard.tsx';

/** As ESXi's console; long enough to read a page and to fetch a cable. */
export const idleLimitMs = 600_000;

/**
 * @param isArmed false where the screen must stay whatever happens, as while a disk is written
 * @param onLock what must not be left lying about
 * @returns whether it is locked; to be called after every other use of keys, so that none comes before it
 */
export const useIdleLock = (clock: ConsoleClock, isArmed: boolean, onLock: () => void): boolean => {
	const keyboard = useKeyboard();
	const [isLocked, setLocked] = useState(false);
	const lock = useRef(() => {});
	useLayoutEffect(() => {
		lock.current = () => {
			onLock();
			setLocked(true);
		};
	});
	useEffect(() => {
		// What must be seen has come: there is nothing to wake from any more.
		if (!isArmed) setLocked(false);
		if (!isArmed || isLocked) return;
		const leaving = new AbortController();
		let touchedAtMs = clock.monotonicMs();
		const stop = keyboard.watch(() => {
			touchedAtMs = clock.monotonicMs();
		});
		untilIdle(clock, () => touchedAtMs, leaving.signal).then(
			() => lock.current(),
			() => {},
		);
		return () => {
			stop();
			leaving.abort();
		};
	}, [clock, isArmed, isLocked, keyboard]);
	const isShown = isArmed && isLocked;
	useKeys(
		() => {
			setLocked(false);
			// What was pressed with it was meant for the screen that was locked.
			keyboard.discardTypeAhead();
			return true;
		},
		{isActive: isShown, accepts: 'key'},
	);
	return isShown;
};

/** Rejects when it is given up. */
const untilIdle = async (
	clock: Pick<Clock, 'sleep' | 'monotonicMs'>,
	touchedAtMs: () => number,
	signal: AbortSignal,
): Promise<void> => {
	for (;;) {
		const leftMs = touchedAtMs() + idleLimitMs - clock.monotonicMs();
		if (leftMs <= 0) return;
		await clock.sleep(leftMs, signal);
	}
};
