/**
 * A console that joined an engine stays when that engine has ended, as the unit's does when the host is deployed: it
 * goes on with an engine of its own.
 */
import type {LinkPort} from '../store/attached.ts';
import type {Clock} from '../system/types.ts';
import type {Interactive} from './joined.ts';

/** An engine that was killed is started again by its unit, and then joined again. */
const patienceMs = 15_000;

export type Loss = {
	/** The engine went and did not come back. */
	readonly isLost: () => boolean;
	/** Calls `end` once it is lost. */
	readonly watch: (link: LinkPort, end: () => void) => void;
};

export const watchForLoss = (clock: Pick<Clock, 'sleep'>): Loss => {
	let lost = false;
	return {
		isLost: () => lost,
		watch: (link, end) => {
			let wasConnected = false;
			let isWaiting = false;
			link.subscribe(() => {
				const {isConnected} = link.getLink();
				wasConnected ||= isConnected;
				if (isConnected || !wasConnected || isWaiting) {
					return;
				}
				isWaiting = true;
				void clock.sleep(patienceMs).then(() => {
					isWaiting = false;
					if (!link.getLink().isConnected) {
						lost = true;
						end();
					}
				});
			});
		},
	};
};

/** `next` takes over the terminal when the first one has ended for want of its engine. */
export const succeeded = (
	first: Interactive,
	{isLost}: Pick<Loss, 'isLost'>,
	next: () => Promise<Interactive>,
): Interactive => {
	let current = first;
	const ended = first.ended.then(async () => {
		if (isLost()) {
			current = await next();
			await current.ended;
		}
	});
	return {ended, close: () => current.close()};
};
