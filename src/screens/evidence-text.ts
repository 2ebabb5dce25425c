/**
 * The screens of a run as text, for a support bundle: what somebody would have seen on the console. Not the frames of a
 * terminal; the same lines, at eighty columns.
 */
import type {Shown} from '../engine/evidence/means.ts';
import type {ShownScreen} from '../engine/evidence/source.ts';
import {chosenDisk} from '../store/disk-choices.ts';
import type {EdgeState} from '../store/edge/state.ts';
import {recalledEdgeState, recalledState} from '../store/recalled.ts';
import {runView} from '../store/selectors.ts';
import type {ConsoleState, RunState} from '../store/state.ts';
import {words} from '../words/index.ts';
import {deployFailureLines} from './edge/failure/lines.ts';
import {type Failure, failureLines} from './failure/lines.ts';
import {byStanding, findingDetail, findingLabel} from './findings/rows.ts';
import type {Line} from './lines.ts';
import {paragraph} from './lines.ts';
import {ladderEntries} from './network/ladder.ts';
import {networkLines} from './network/lines.ts';
import {phaseRows} from './progress/rows.ts';
import {barLine, timeLine} from './progress/summary.ts';
import {type CardData, edgeCard, installCard} from './tools/evidence/card-data.ts';
import {cardText} from './tools/evidence/card-lines.ts';

export const drawEvidence = ({serves, known, events, at}: Shown): readonly ShownScreen[] => {
	switch (serves) {
		case 'install':
			return installScreens(recalledState(known, events), at);
		case 'deploy':
			return edgeScreens(recalledEdgeState(known, events), at);
	}
};

const columns = 80;

const installScreens = (state: ConsoleState, at: string): readonly ShownScreen[] => {
	const ladder = ladderEntries(state, new Date(at), words);
	return [
		...commonScreens(state.run, installCard(state, {at}), at),
		...failureOf(state.run, (failure, run) =>
			failureLines(
				{
					failure,
					run,
					facts: state.facts,
					disk: chosenDisk(state),
					view: runView(run, Date.parse(at)),
				},
				words,
				columns,
			),
		),
		screen('findings', findingLines(state)),
		...(state.facts.kind === 'loaded'
			? [screen('network', networkLines(state.facts.value.network, ladder, words, columns))]
			: []),
	];
};

const edgeScreens = (state: EdgeState, at: string): readonly ShownScreen[] => [
	...commonScreens(state.run, edgeCard(state, {at}), at),
	...failureOf(state.run, (failure, run) =>
		deployFailureLines({failure, state, run, view: runView(run, Date.parse(at))}, words, columns),
	),
	screen('findings', findingLines(state)),
];

const commonScreens = (
	run: RunState | undefined,
	card: CardData,
	at: string,
): readonly ShownScreen[] => [
	screen('photo-card', cardText(card, words)),
	...(run ? [screen('progress', progressLines(run, at))] : []),
	...(run ? [screen('log', logLines(run))] : []),
];

const progressLines = (run: RunState, at: string): readonly Line[] => {
	const view = runView(run, Date.parse(at));
	return [
		barLine(view.percent, columns),
		timeLine(view, words, columns),
		...phaseRows(view, words, columns, everyRow),
	];
};

const everyRow = 1000;

const logLines = ({log}: RunState): readonly Line[] =>
	log.flatMap(({at, step, line}) =>
		paragraph(`${at.slice(11, 19)} ${step}: ${line}`, columns, {indent: 9}),
	);

const failureOf = (
	run: RunState | undefined,
	draw: (failure: Failure, run: RunState) => readonly Line[],
): readonly ShownScreen[] => {
	const outcome = run?.outcome;
	if (!run || !outcome || outcome.kind === 'done' || outcome.kind === 'skipped') return [];
	return [screen('failure', draw(outcome, run))];
};

const findingLines = ({
	findings,
	acceptedFindings,
}: Pick<ConsoleState, 'findings' | 'acceptedFindings'>): readonly Line[] =>
	byStanding(findings, acceptedFindings).flatMap((finding) => [
		...paragraph(findingLabel(finding, acceptedFindings, words), columns),
		...findingDetail(finding, words, columns - 2),
	]);

const screen = (name: string, lines: readonly Line[]): ShownScreen => ({
	name,
	text: lines
		.map((line) =>
			line
				.map(({text}) => text)
				.join('')
				.trimEnd(),
		)
		.join('\n'),
});
