/** Where a wrong key destroys: keys that were pressed before a person could read the screen do nothing. */
import {useLayoutEffect, useState} from 'react';
import {useSurroundings} from './context.tsx';
import {useKeyboard, useKeys} from './terminal/keyboard.tsx';

export const guardMs = 300;

/** Must be called after the other key hooks of its screen, so that it is asked first. */
export const useGuard = (): void => {
	const {clock} = useSurroundings();
	const {discardTypeAhead} = useKeyboard();
	const [openedAtMs] = useState(() => clock.monotonicMs());
	useLayoutEffect(() => discardTypeAhead(), [discardTypeAhead]);
	useKeys(() => clock.monotonicMs() - openedAtMs < guardMs);
};
