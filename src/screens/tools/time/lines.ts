/** The clocks of this host in one line of comparison, and each of them below it; pure. */
import type {Reading} from '../../../engine/tools/looks/index.ts';
import type {Words} from '../../../words/index.ts';
import {durationText} from '../../../words/measures.ts';
import {factEntry, timeText} from '../../facts.ts';
import {type Entry, emptyLine, type Line, paragraph, sheet} from '../../lines.ts';
import {type ClockWarning, clockWarnings, validityAt} from './form.ts';

type Time = Reading<'time'>;

export const timeLines = (time: Time, words: Words, columns: number): readonly Line[] => [
	...paragraph(comparison(time, words), columns, {tone: 'strong'}),
	emptyLine,
	...sheet([...clockEntries(time, words), ...limitEntries(time, words)], columns),
];

/** What a typed time would do. */
export const previewLines = (
	at: string,
	time: Time,
	{screens}: Words,
	columns: number,
): readonly Line[] => {
	const {confirm, same} = screens.tools.time;
	const changeMs = Date.parse(at) - Date.parse(time.now);
	const duration = durationText(Math.abs(changeMs));
	const change = changeMs > 0 ? confirm.forward(duration) : confirm.backward(duration);
	return [
		...sheet(
			[
				{label: confirm.now, value: timeText(time.now)},
				{label: confirm.afterwards, value: timeText(at), tone: 'strong'},
				{label: confirm.change, value: Math.abs(changeMs) < 1000 ? same : change},
			],
			columns,
		),
		...clockWarnings(at, time).flatMap((warning: ClockWarning) =>
			paragraph(confirm[warning], columns, {tone: 'warning'}),
		),
	];
};

/** `2026-10-02 seed < 2026-10-10 certs < 09:17:58 board=system=NTP < 2027-10-02 end` */
const comparison = (time: Time, {screens}: Words): string => {
	const {moments} = screens.tools.time;
	const nowMs = Date.parse(time.now);
	const ends = time.certificates.map(({to}) => Date.parse(to)).toSorted((a, b) => a - b);
	const begins = time.certificates.map(({from}) => Date.parse(from)).toSorted((a, b) => b - a);
	const all: readonly {readonly name: string; readonly atMs: number | undefined}[] = [
		{
			name: moments.seed,
			atMs: time.seedBuiltAt.known ? Date.parse(time.seedBuiltAt.value) : undefined,
		},
		{name: moments.from, atMs: begins[0]},
		{
			name: moments.board,
			atMs: time.rtc.known ? nowMs + time.rtc.value.offsetSeconds * 1000 : undefined,
		},
		{name: moments.system, atMs: nowMs},
		{name: moments.server, atMs: serverMs(time, nowMs)},
		{name: moments.to, atMs: ends[0]},
	];
	const known = all
		.flatMap(({name, atMs}) => (atMs === undefined ? [] : [{name, atMs}]))
		.toSorted((a, b) => a.atMs - b.atMs);
	return known
		.map(({name, atMs}, index) => {
			const before = known[index - 1];
			if (before && atMs - before.atMs < sameMs) return `=${name}`;
			return `${before ? ' < ' : ''}${momentText(atMs, nowMs)} ${name}`;
		})
		.join('');
};

/** The clock on the board is read to the second. */
const sameMs = 2000;

const serverMs = ({sync}: Time, nowMs: number): number | undefined => {
	if (!sync.known || sync.value.offsetSeconds === undefined) return undefined;
	return nowMs + sync.value.offsetSeconds * 1000;
};

/** Of this day the time, of others the day. */
const momentText = (atMs: number, nowMs: number): string => {
	const [at, now] = [new Date(atMs).toISOString(), new Date(nowMs).toISOString()];
	return at.slice(0, 10) === now.slice(0, 10) ? at.slice(11, 19) : at.slice(0, 10);
};

const clockEntries = (time: Time, words: Words): readonly Entry[] => {
	const {labels, utc, zones, notSynchronised, synchronised, sourceStates} =
		words.screens.tools.time;
	const {sync} = time;
	return [
		{label: labels.system, value: utc(timeText(time.now))},
		factEntry(labels.board, time.rtc, words, ({offsetSeconds}) => offsetText(offsetSeconds, words)),
		{
			...factEntry(labels.boardZone, time.isRtcLocal, words, (isLocal) =>
				isLocal ? zones.local : zones.utc,
			),
			...(time.isRtcLocal.known && time.isRtcLocal.value && {tone: 'warning' as const}),
		},
		{
			...factEntry(labels.ntp, sync, words, ({isSynchronised, offsetSeconds = 0}) =>
				isSynchronised ? synchronised(`${offsetSeconds.toFixed(3)} s`) : notSynchronised,
			),
			...(sync.known && {
				tone: sync.value.isSynchronised ? ('good' as const) : ('warning' as const),
			}),
		},
		...(sync.known && sync.value.sources.length > 0
			? [
					{
						label: labels.sources,
						value: sync.value.sources
							.map(({address, state}) => `${address} (${sourceStates[state]})`)
							.join(', '),
					},
				]
			: []),
	];
};

const offsetText = (offsetSeconds: number, {screens}: Words): string => {
	const {same, ahead, behind} = screens.tools.time;
	if (Math.abs(offsetSeconds) < 2) return same;
	const duration = durationText(Math.abs(offsetSeconds) * 1000);
	return offsetSeconds > 0 ? ahead(duration) : behind(duration);
};

const limitEntries = (time: Time, words: Words): readonly Entry[] => {
	const {labels, utc, validity, states} = words.screens.tools.time;
	return [
		factEntry(labels.seed, time.seedBuiltAt, words, (built) =>
			utc(timeText(new Date(built).toISOString())),
		),
		...time.certificates.map((certificate): Entry => {
			const state = validityAt(certificate, time.now);
			const [from, to] = [certificate.from, certificate.to].map((text) =>
				timeText(new Date(text).toISOString()),
			);
			return {
				label: labels[certificate.of],
				value: `${validity(from ?? '', to ?? '')}: ${states[state]}`,
				tone: state === 'valid' ? 'good' : 'bad',
			};
		}),
	];
};
