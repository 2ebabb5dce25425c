/** Judgement of the clock: does it follow a time server? Pure. */

import type {TimeSync} from '../../../hardware/host-facts.ts';
import {registryCheckWords as words} from '../../../words/checks/registry.ts';
import type {Verdict} from '../../check.ts';
import {failed, passed} from '../verdicts.ts';
import {type RungRow, rungRow} from './rows.ts';

export const timeRows: readonly RungRow[] = [
	rungRow({
		id: 'time-ntp-sync',
		rung: 'time',
		severity: 'warning',
		judge: (sync) => syncVerdict(sync),
	}),
];

const doubtfulSeconds = 1;

const syncVerdict = ({isSynchronised, sources, offsetSeconds = 0}: TimeSync): Verdict => {
	const named = sources.map(({address}) => address).join(', ');
	if (!isSynchronised) {
		return failed(words.unsynchronised(named));
	}
	const selected = sources.find(({state}) => state === 'selected')?.address;
	return Math.abs(offsetSeconds) < doubtfulSeconds
		? passed(words.synchronised(selected))
		: failed(words.farOff(offsetSeconds.toFixed(1), selected));
};
