/** No clock may be behind the making of the seed: every certificate would be dated by it. Pure. */
import {siteTimeWords as words} from '../../../words/checks/site-time.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const clock: SiteCheck = {
	id: 'site-clock',
	severity: 'blocker',
	/** A build time that nobody knows is no fault of the clock. */
	severityFor: ({edge: {seedBuiltAt}}) => (seedBuiltAt.known ? 'blocker' : 'warning'),
	examine: ({edge: {probedAt, seedBuiltAt}}) => {
		if (!seedBuiltAt.known) {
			return unknown(words.untoldBuild(seedBuiltAt.reason));
		}
		const ageMs = Date.parse(probedAt) - Date.parse(seedBuiltAt.value);
		if (ageMs < 0) {
			return failed(words.behindSeed(probedAt, seedBuiltAt.value));
		}
		return ageMs > oldestMs
			? failed(words.farAhead(probedAt, seedBuiltAt.value))
			: passed(words.clock(probedAt));
	},
};

/** The authorities of a cluster are made for ten years, so that no seed outlives them. */
const oldestMs = 10 * 365 * 86_400_000;
