/** Judgement of the clock: does it follow a time server? Pure. */

import type {TimeAnswer} from '../../../tools/sntp.ts';
import {registryCheckWords as words} from '../../../words/checks/registry.ts';
import type {Verdict} from '../../check.ts';
import type {ClockAnswers} from '../../ladder/facts.ts';
import {failed, passed} from '../verdicts.ts';
import {type RungRow, rungRow} from './rows.ts';

export const timeRows: readonly RungRow[] = [
	rungRow({
		id: 'time-ntp-sync',
		rung: 'time',
		severity: 'warning',
		severityFor: (clock) =>
			Math.abs(askedOffset(clock) ?? 0) > graveSeconds ? 'blocker' : 'warning',
		judge: (clock) => clockVerdict(clock),
	}),
];

const doubtfulSeconds = 1;
/** Certificates are not judged right any more. */
const graveSeconds = 60;

const clockVerdict = (clock: ClockAnswers): Verdict => {
	const {isSynchronised, sources, asked = [], offsetSeconds = askedOffset(clock) ?? 0} = clock;
	const [first] = answering(clock);
	const selected = sources.find(({state}) => state === 'selected')?.address;
	if (Math.abs(offsetSeconds) >= doubtfulSeconds) {
		return failed(words.farOff(offsetSeconds, selected ?? first?.server));
	}
	if (isSynchronised) {
		return passed(words.synchronised(selected));
	}
	return first === undefined
		? failed(words.unsynchronised((asked.length > 0 ? asked : named(sources)).map(serverText)))
		: failed(words.unfollowed(first.server));
};

/** What the servers themselves say; the one in the middle, so that one that is wrong does not decide. */
const askedOffset = (clock: ClockAnswers): number | undefined => {
	const offsets = answering(clock)
		.map(({offsetSeconds}) => offsetSeconds)
		.toSorted((one, other) => one - other);
	return offsets[Math.floor((offsets.length - 1) / 2)];
};

const answering = ({asked = []}: ClockAnswers) =>
	asked.flatMap(({server, answer}) =>
		answer.kind === 'answered' ? [{server, offsetSeconds: answer.offsetSeconds}] : [],
	);

const named = (sources: ClockAnswers['sources']) =>
	sources.map(({address}) => ({server: address, answer: undefined}));

const serverText = ({
	server,
	answer,
}: {
	readonly server: string;
	readonly answer: TimeAnswer | undefined;
}): string => (answer === undefined ? server : words.timeServer(server, answer.kind));
