/** The job sheet: what was put on which host and disk, and how long it took; to be photographed or printed. */
import {stepsOf} from '../../engine/plan.ts';
import type {Disk, Facts} from '../../hardware/facts.ts';
import type {SeedInfo} from '../../seed/info.ts';
import type {RunView, StepView} from '../../store/selectors.ts';
import type {Loaded, RunState} from '../../store/state.ts';
import type {Words} from '../../words/index.ts';
import {durationText} from '../../words/measures.ts';
import {modelText} from '../disks/rows.ts';
import {factText, hostText, timeText} from '../facts.ts';
import {type Entry, emptyLine, type Line, paragraph, sheet} from '../lines.ts';
import {amountText, phaseDurationMs} from '../progress/rows.ts';
import {titledRule} from '../rules.ts';
import {timelineLines} from './timeline.ts';

export type JobData = {
	readonly facts: Loaded<Facts>;
	readonly disk: Disk | undefined;
	readonly seed: Loaded<SeedInfo>;
	readonly seedImage: string | undefined;
	readonly run: RunState;
	readonly view: RunView;
};

export const jobSheet = (data: JobData, words: Words, columns: number): readonly Line[] => {
	const {done} = words.screens;
	return [
		...paragraph(done.installed, columns, {tone: 'good'}),
		...sheet(
			[
				...waivedEntries(data.run, words),
				...hostEntries(data, words),
				...diskEntries(data, words),
				...seedEntries(data, words),
				...timeEntries(data, words),
			],
			columns,
		),
		emptyLine,
		...paragraph(done.next, columns, {tone: 'strong'}),
		titledRule(columns, done.phases),
		...sheet(phaseEntries(data.view, words), columns),
		...timeline(data, words, columns),
	];
};

const timeline = ({run, view}: JobData, words: Words, columns: number): readonly Line[] => {
	const lines = timelineLines(view, run.startedAt, words, columns);
	return lines.length === 0 ? [] : [titledRule(columns, words.screens.done.timeline), ...lines];
};

const hostEntries = ({facts}: JobData, words: Words): readonly Entry[] => {
	if (facts.kind !== 'loaded') return [];
	const {host, network} = facts.value;
	const {done, none} = words.screens;
	const macs = factText(network.nics, words, (nics) => {
		const physical = nics.filter(({isPhysical}) => isPhysical);
		return physical.length === 0
			? none
			: physical.map(({name, mac}) => `${name} ${mac}`).join(', ');
	});
	return [
		{label: done.host, value: hostText(host, words)},
		{label: done.serial, value: factText(host.serial, words), tone: 'strong'},
		{label: done.macs, value: macs},
	];
};

const diskEntries = ({disk}: JobData, {screens}: Words): readonly Entry[] => {
	if (!disk) return [];
	const {disk: label, diskSerial} = screens.done;
	const {serial, wwn} = disk.fingerprint;
	return [
		{label, value: `${disk.path}  ${modelText(disk) ?? ''}`},
		{label: diskSerial, value: serial ?? wwn ?? screens.none, tone: 'strong'},
	];
};

const seedEntries = ({seed, seedImage, view}: JobData, words: Words): readonly Entry[] => {
	const {done} = words.screens;
	const loaded = seed.kind === 'loaded' ? seed.value : undefined;
	const version = loaded?.cluster?.seedClusterOcpVersion;
	const images = view.phases.flatMap(({steps}) => steps).find(countsImages);
	return [
		...(seedImage === undefined ? [] : [{label: done.seedImage, value: seedImage}]),
		...(loaded ? [{label: done.seedDigest, value: loaded.digest}] : []),
		...(version === undefined ? [] : [{label: done.seedVersion, value: version}]),
		...(images ? [{label: done.images, value: amountText(images, words)}] : []),
	];
};

const countsImages = ({unit, done}: StepView): boolean => unit === 'images' && done !== undefined;

const timeEntries = ({run, view}: JobData, words: Words): readonly Entry[] => {
	const {started, finished, took, run: label} = words.screens.done;
	return [
		{label: started, value: timeText(run.startedAt)},
		{label: finished, value: timeText(run.latestAt)},
		{label: took, value: durationText(view.elapsedMs), tone: 'strong'},
		{label, value: run.runId},
	];
};

/** What a person went on without comes first: a photograph shows one page. */
const waivedEntries = ({plan, steps}: RunState, words: Words): readonly Entry[] =>
	stepsOf(plan).flatMap(({id, step, params}) => {
		const {isWaived, reason} = steps[id] ?? {};
		const value = `${words.stepTitle(step, params)}: ${reason}`;
		return isWaived ? [{label: words.screens.done.without, value, tone: 'warning' as const}] : [];
	});

const phaseEntries = ({phases}: RunView, words: Words): readonly Entry[] =>
	phases.map((phase) => ({
		label: words.phaseTitle(phase.id),
		value: durationText(phaseDurationMs(phase)),
	}));
