/** Why a deployment did not finish, on one photograph: what, why, what to do, what happens by itself. */
import type {EdgeState} from '../../../store/edge/state.ts';
import type {RunView} from '../../../store/selectors.ts';
import type {RunState} from '../../../store/state.ts';
import type {Words} from '../../../words/index.ts';
import {timeText} from '../../facts.ts';
import {type Failure, storyLines} from '../../failure/lines.ts';
import {emptyLine, type Line, paragraph} from '../../lines.ts';
import {logTail} from '../../progress/log-tail.ts';
import {titledRule} from '../../rules.ts';

export type DeployFailureData = {
	readonly failure: Failure;
	readonly state: Pick<EdgeState, 'identity' | 'attempt' | 'bundle' | 'isRolledBack'>;
	readonly run: RunState;
	readonly view: RunView;
};

export const deployFailureLines = (
	data: DeployFailureData,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {failure, run, state} = data;
	const {identity, bundle, isRolledBack} = state;
	const {failure: texts} = words.screens.edge;
	const {lastLines} = words.screens.failure;
	return [
		...paragraph(texts.ids(identity?.cluster ?? '?', timeText(run.latestAt)), columns, {
			tone: 'strong',
		}),
		...storyLines(data, words, columns),
		emptyLine,
		...againLines(data, words, columns),
		...(isRolledBack ? paragraph(texts.rolledBack, columns, {tone: 'good'}) : []),
		...(bundle === undefined ? [] : paragraph(texts.bundle(bundle), columns)),
		titledRule(columns, lastLines),
		...logTail(run.log, lastLogLines, columns),
		...(failure.kind === 'failed' ? stackLines(failure.error.stack, words, columns) : []),
	];
};

const lastLogLines = 6;

const againLines = (
	{state: {attempt}, failure}: DeployFailureData,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {again, noMore} = words.screens.edge.failure;
	if (attempt) {
		const {made, allowed, nextAt} = attempt;
		return paragraph(again(made, allowed, nextAt.slice(11, 19)), columns, {tone: 'warning'});
	}
	return failure.kind === 'failed' ? paragraph(noMore, columns, {tone: 'warning'}) : [];
};

/** Only an error of ours has one. */
const stackLines = (
	stack: string | undefined,
	{screens}: Words,
	columns: number,
): readonly Line[] =>
	stack === undefined
		? []
		: [
				titledRule(columns, screens.bug.stack),
				...stack.split('\n').flatMap((line) => paragraph(line, columns, {indent: 4})),
			];
