/** The format of the seed, as far as the host still tells it: seeds do not carry it inside. Pure. */
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

/** The only format that this engine deploys. */
const readableFormat = '4';

export const seedFormat: SiteCheck = {
	id: 'site-seed-format',
	severity: 'blocker',
	/** The install refused every other. */
	severityFor: ({edge: {seedFormat: format}}) => (format.known ? 'blocker' : 'warning'),
	examine: ({edge: {seedFormat: format}}) => {
		if (!format.known) {
			return unknown(untold(format.reason));
		}
		return format.value === readableFormat
			? passed(words.format(format.value))
			: failed(words.wrongFormat(format.value));
	},
};
