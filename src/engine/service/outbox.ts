/**
 * What waits to be told to one console. A console that does not read loses progress but never a result: what
 * came meanwhile is told as one whole state when it reads again. The engine waits for nobody.
 */
import type {LinePeer} from '../../system/local-socket.ts';
import {type ToldMessage, toldLine} from './protocol.ts';

export type Outbox = {
	/** Lossy messages may be dropped. */
	readonly tell: (message: ToldMessage, isLossy?: boolean) => void;
};

/** @param wholeState what makes up for everything that was not told */
export const openOutbox = (
	peer: Pick<LinePeer, 'send' | 'drained'>,
	wholeState: () => readonly ToldMessage[],
): Outbox => {
	let isStuck = false;
	let hasMissed = false;

	const send = (messages: readonly ToldMessage[]): void => {
		const isFlowing = messages.map((message) => peer.send(toldLine(message))).every(Boolean);
		if (!isFlowing && !isStuck) {
			isStuck = true;
			void peer.drained().then(goOn);
		}
	};

	const goOn = (): void => {
		isStuck = false;
		if (hasMissed) {
			hasMissed = false;
			send(wholeState());
		}
	};

	return {
		tell: (message, isLossy = false) => {
			if (!isStuck) {
				send([message]);
			} else if (!isLossy) {
				hasMissed = true;
			}
		},
	};
};
