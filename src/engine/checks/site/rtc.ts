/** The hardware clock, by which this host starts the next time. Pure. */

import {untold} from '../../../words/checks/site-shared.ts';
import {siteTimeWords as words} from '../../../words/checks/site-time.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const rtc: SiteCheck = {
	id: 'site-rtc',
	severity: 'warning',
	examine: ({edge: {time}}) => {
		if (time.isRtcLocal.known && time.isRtcLocal.value) {
			return failed(words.rtcLocal);
		}
		if (!time.rtc.known) {
			return unknown(untold(time.rtc.reason));
		}
		const {offsetSeconds} = time.rtc.value;
		return Math.abs(offsetSeconds) > doubtfulSeconds
			? failed(words.rtcOff(String(offsetSeconds)))
			: passed(words.rtc(String(offsetSeconds)));
	},
};

const doubtfulSeconds = 60;
