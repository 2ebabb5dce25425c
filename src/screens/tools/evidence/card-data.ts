/** What a photo card says, taken from the state of either console; pure. */

import {type CardIds, qrOf} from '../../../engine/evidence/qr.ts';
import {hideSecretShapes} from '../../../engine/evidence/secret-shapes.ts';
import type {Problem} from '../../../errors.ts';
import {chosenDisk} from '../../../store/disk-choices.ts';
import type {EdgeState} from '../../../store/edge/state.ts';
import {runView} from '../../../store/selectors.ts';
import type {ConsoleState, LogLine, RunState} from '../../../store/state.ts';
import {unfinishedStep} from '../../failure/lines.ts';

export type CardData = {
	readonly problem?: Problem;
	/** Of the step that did not finish, or that runs. */
	readonly step?: {readonly name: string; readonly params: unknown};
	/** ISO 8601. */
	readonly at: string;
	readonly host?: string;
	readonly disk?: string;
	readonly seed?: string;
	readonly runId?: string;
	/** Of the program. */
	readonly version?: string;
	readonly log: readonly LogLine[];
};

/** At a moment without a run it says who the host is. */
export type Moment = {readonly at: string; readonly version?: string | undefined};

export const installCard = (state: ConsoleState, moment: Moment): CardData => {
	const {facts, seed, config, run} = state;
	const serial = facts.kind === 'loaded' ? facts.value.host.serial : undefined;
	const disk = chosenDisk(state);
	const diskName = disk && (disk.fingerprint.serial ?? disk.fingerprint.wwn ?? disk.path);
	const seedName =
		(seed.kind === 'loaded' ? seed.value.cluster?.seedClusterOcpVersion : undefined) ??
		config.seedVersion?.value;
	return {
		...ofRun(run, moment),
		...(serial?.known && {host: serial.value}),
		...(diskName !== undefined && {disk: diskName}),
		...(seedName !== undefined && {seed: seedName}),
	};
};

export const edgeCard = ({identity, facts, run}: EdgeState, moment: Moment): CardData => {
	const named = facts.kind === 'loaded' && facts.value.hostName.known;
	const host = identity?.cluster ?? (named ? facts.value.hostName.value : undefined);
	return {...ofRun(run, moment), ...(host !== undefined && {host})};
};

export const cardIds = ({problem, step, at, runId, version, host}: CardData): CardIds => ({
	at,
	...(problem && {code: problem.code}),
	...(step && {step: step.name}),
	...(runId !== undefined && {runId}),
	...(version !== undefined && {version}),
	...(host !== undefined && {serial: host}),
});

/** Two modules a row, light ones lit: a terminal is dark. undefined: it does not fit whole. */
export const qrRows = (
	card: CardData,
	columns: number,
	rows: number,
): readonly string[] | undefined => {
	const matrix = qrOf(cardIds(card), Math.min(columns, rows * 2));
	return (
		matrix &&
		Array.from({length: Math.ceil(matrix.length / 2)}, (_, row) => {
			const [top = [], bottom = []] = [matrix[row * 2], matrix[row * 2 + 1]];
			return top.map((isDark, column) => halves(!isDark, bottom[column] === false)).join('');
		})
	);
};

const halves = (isTopLit: boolean, isBottomLit: boolean): string => {
	if (isTopLit) return isBottomLit ? '█' : '▀';
	return isBottomLit ? '▄' : ' ';
};

const ofRun = (run: RunState | undefined, {at, version}: Moment): CardData => {
	const about = version === undefined ? {} : {version};
	if (run === undefined) return {at, log: [], ...about};
	const {outcome, runId, latestAt, log} = run;
	const view = runView(run, Date.parse(latestAt));
	const step = unfinishedStep(view) ?? view.current;
	return {
		at: outcome ? latestAt : at,
		runId,
		log: log.slice(-mostLogLines).map((said) => ({...said, line: hideSecretShapes(said.line)})),
		...about,
		...(outcome?.kind === 'failed' && {problem: masked(outcome.error)}),
		...(step && {step: {name: step.step, params: step.params}}),
	};
};

/** More than the tallest card has rows for. */
const mostLogLines = 100;

/** A photograph goes further than a screen. */
const masked = (problem: Problem): Problem => ({
	...problem,
	message: hideSecretShapes(problem.message),
});
