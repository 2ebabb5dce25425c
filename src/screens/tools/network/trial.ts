/** How a change of the network or of the proxy stands: tried, kept, put back; pure. */
import type {DeedState, ToolsState} from '../../../store/reduce-tools.ts';
import type {Words} from '../../../words/index.ts';
import {type Line, paragraph} from '../../lines.ts';
import {deedLines} from '../deed-lines.ts';

export type Trial = {
	readonly kind: 'running' | 'over';
	/** The deed that ends it. */
	readonly end: 'network.end' | 'proxy.end';
	readonly name: string;
	/** ISO 8601. */
	readonly until: string;
};

const endOf = {'network.try': 'network.end', 'proxy.try': 'proxy.end'} as const;

/** Undefined while none was begun, when somebody has ended it, and when something else was done after its end. */
export const trialOf = ({trial, deed}: ToolsState, now: Date): Trial | undefined => {
	if (trial?.outcome?.kind !== 'done') return undefined;
	const {until} = trial.outcome.result;
	const kind = Date.parse(until) > now.getTime() ? 'running' : 'over';
	if (kind === 'over' && deed !== trial) return undefined;
	return {kind, end: endOf[trial.deed], name: trial.about, until};
};

export const networkDeedLines = (
	deed: DeedState | undefined,
	trial: Trial | undefined,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {running, over} = trialWords(trial, words);
	if (trial?.kind === 'running') {
		return paragraph(running(trial.name, trial.until.slice(11, 19)), columns, {tone: 'warning'});
	}
	if (trial?.kind === 'over') return paragraph(over(trial.name), columns, {tone: 'warning'});
	return isOurs(deed) ? deedLines(deed, words, columns) : [];
};

const trialWords = (trial: Trial | undefined, {screens}: Words) =>
	trial?.end === 'proxy.end' ? screens.tools.network.proxy.trial : screens.tools.network.trial;

const isOurs = (deed: DeedState | undefined): boolean =>
	['network.try', 'network.end', 'proxy.try', 'proxy.end'].includes(deed?.deed ?? '');
