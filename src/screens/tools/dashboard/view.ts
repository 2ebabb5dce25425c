/** What the dashboard shows, as plain data made of curves, room, and the run; pure. */
import type {Reading} from '../../../engine/tools/looks/index.ts';
import type {RunState} from '../../../store/state.ts';
import type {Words} from '../../../words/index.ts';
import {bytesText, durationText} from '../../../words/measures.ts';
import {type Entry, type Line, paragraph, sheet} from '../../lines.ts';
import {clean} from '../../text.ts';
import type {LoadHistory, LoadPoint} from './history.ts';

export type Chart = {
	readonly title: string;
	/** The first is drawn as a line, the second as circles. */
	readonly series: readonly (readonly number[])[];
	/** Of the scale; absent: what the values need. */
	readonly most?: number;
};

export type Gauge = {
	readonly title: string;
	/** 0 to 1; absent while it is not known. */
	readonly share?: number;
};

export type DashboardView = {
	readonly charts: readonly [Chart, Chart, Chart];
	readonly gauges: readonly [Gauge, Gauge];
	readonly bars: {
		readonly title: string;
		readonly items: readonly {readonly name: string; readonly seconds: number}[];
	};
	readonly log: {readonly title: string; readonly lines: readonly string[]};
};

export const dashboardView = (
	{points}: LoadHistory,
	space: Reading<'space'> | undefined,
	run: RunState | undefined,
	{screens}: Words,
): DashboardView => {
	const {titles} = screens.tools.dashboard;
	const last = points.at(-1);
	return {
		charts: [
			{
				title: titles.load(percentText(last?.cpuPercent), percentText(last?.memoryPercent)),
				series: [curve(points, 'cpuPercent'), curve(points, 'memoryPercent')],
				most: percentScale,
			},
			{
				title: titles.disks(megabytesText(last?.diskRead), megabytesText(last?.diskWritten)),
				series: [megabytes(points, 'diskRead'), megabytes(points, 'diskWritten')],
			},
			{
				title: titles.network(megabytesText(last?.received), megabytesText(last?.sent)),
				series: [megabytes(points, 'received'), megabytes(points, 'sent')],
			},
		],
		gauges: [
			gaugeOf(titles.target, titles, space?.target),
			gaugeOf(titles.containers, titles, space?.containers),
		],
		bars: {title: titles.steps, items: run ? stepSeconds(run) : []},
		log: {title: titles.log, lines: (run?.log ?? []).slice(-logLines).map(({line}) => clean(line))},
	};
};

/** The same as text, for a terminal that has no room for pictures or shows none. */
export const figureLines = (
	{points}: LoadHistory,
	space: Reading<'space'> | undefined,
	run: RunState | undefined,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {figures, titles} = words.screens.tools.dashboard;
	const last = points.at(-1);
	const entries: readonly Entry[] = [
		{label: figures.cpu, value: percentText(last?.cpuPercent)},
		{label: figures.memory, value: percentText(last?.memoryPercent)},
		{label: figures.read, value: rateText(last?.diskRead)},
		{label: figures.written, value: rateText(last?.diskWritten)},
		{label: figures.received, value: rateText(last?.received)},
		{label: figures.sent, value: rateText(last?.sent)},
		{label: figures.target, value: spaceText(space?.target, titles.notMounted)},
		{label: figures.containers, value: spaceText(space?.containers, titles.notMounted)},
	];
	const durations = (run ? stepSeconds(run) : []).map(
		({name, seconds}): Entry => ({label: name, value: durationText(seconds * 1000)}),
	);
	return [
		...sheet(entries, columns),
		...(durations.length === 0 ? [] : paragraph(titles.steps, columns, {tone: 'strong'})),
		...sheet(durations, columns),
	];
};

/** The top of a curve is drawn outside of its chart; its labels are 0, 50 and 100. */
const percentScale = 125;

const logLines = 30;

/** In the order of the plan. */
const stepSeconds = ({steps}: RunState): DashboardView['bars']['items'] =>
	Object.entries(steps).flatMap(([id, {durationMs, status}]) =>
		durationMs === undefined || status === 'skipped'
			? []
			: [{name: id, seconds: Math.round(durationMs / 100) / 10}],
	);

const curve = (
	points: readonly LoadPoint[],
	name: 'cpuPercent' | 'memoryPercent',
): readonly number[] => points.map((point) => point[name] ?? 0);

const megabytes = (
	points: readonly LoadPoint[],
	name: 'diskRead' | 'diskWritten' | 'received' | 'sent',
): readonly number[] => points.map((point) => point[name] / 1_000_000);

const percentText = (percent: number | undefined): string =>
	percent === undefined ? '?' : `${Math.round(percent)} %`;

/** In the unit of the axis. */
const megabytesText = (bytes: number | undefined): string => {
	if (bytes === undefined) return '?';
	const megabytes = bytes / 1_000_000;
	return String(Number(megabytes.toFixed(megabytes < 10 ? 1 : 0)));
};

const amount = (bytes: number | undefined): string =>
	bytes === undefined ? '?' : bytesText(bytes);

const rateText = (bytes: number | undefined): string => `${amount(bytes)}/s`;

type SpaceOf = Reading<'space'>['target'];

const gaugeOf = (
	title: (used: string) => string,
	{notMounted, used}: Words['screens']['tools']['dashboard']['titles'],
	space: SpaceOf,
): Gauge => {
	if (space === undefined || space.totalBytes === 0) return {title: title(notMounted)};
	const share = 1 - space.freeBytes / space.totalBytes;
	return {title: title(used(Math.round(share * 100), bytesText(space.freeBytes))), share};
};

const spaceText = (space: SpaceOf, absent: string): string =>
	space === undefined ? absent : `${bytesText(space.freeBytes)} / ${bytesText(space.totalBytes)}`;
