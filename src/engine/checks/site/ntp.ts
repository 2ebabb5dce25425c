/** How far the clock is off its time server, and whether it has one. Pure. */
import type {Fact} from '../../../hardware/facts.ts';
import type {TimeSync} from '../../../hardware/host-facts.ts';
import {siteTimeWords as words} from '../../../words/checks/site-time.ts';
import type {Verdict} from '../../check.ts';
import {failed, passed} from '../verdicts.ts';
import {unanswered} from './planned.ts';
import type {SiteCheck} from './subject.ts';

export const ntp: SiteCheck = {
	id: 'site-ntp',
	severity: 'blocker',
	severityFor: ({edge: {time}}) => (offsetOf(time.sync) > graveSeconds ? 'blocker' : 'warning'),
	examine: (subject) => {
		const {sync} = subject.edge.time;
		return sync.known ? verdictOf(sync.value) : unanswered(subject, sync.reason);
	},
};

const doubtfulSeconds = 5;
/** Certificates that begin a minute late are refused by whoever is on time. */
const graveSeconds = 60;

const offsetOf = (sync: Fact<TimeSync>): number =>
	sync.known ? Math.abs(sync.value.offsetSeconds ?? 0) : 0;

const verdictOf = ({isSynchronised, sources, offsetSeconds = 0}: TimeSync): Verdict => {
	const selected = sources.find(({state}) => state === 'selected')?.address;
	if (!isSynchronised) {
		return failed(words.followsNone(sources.map(({address}) => address).join(', ')));
	}
	const offset = offsetSeconds.toFixed(1);
	return Math.abs(offsetSeconds) > doubtfulSeconds
		? failed(words.farOff(offset, selected))
		: passed(words.follows(selected, offset));
};
