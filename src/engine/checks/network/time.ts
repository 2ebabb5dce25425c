/** Judgement of the clock: does it follow a time server? Pure. */
import {networkCheckWords as words} from '../../../words/checks/network.ts';
import {failed, passed} from '../verdicts.ts';
import {type RungRow, rungRow} from './rows.ts';

export const timeRows: readonly RungRow[] = [
	rungRow({
		id: 'time-ntp-sync',
		rung: 'time',
		severity: 'warning',
		judge: (isSynchronised) =>
			isSynchronised ? passed(words.synchronised) : failed(words.unsynchronised),
	}),
];
