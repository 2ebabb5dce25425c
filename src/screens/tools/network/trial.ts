/** How a change of the network or of the proxy stands: tried, kept, put back; pure. */
import type {DeedState} from '../../../store/reduce-tools.ts';
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

/** Undefined while none was begun, or when somebody has ended it. */
export const trialOf = (deed: DeedState | undefined, now: Date): Trial | undefined => {
	const isTrial = deed?.deed === 'network.try' || deed?.deed === 'proxy.try';
	if (!isTrial || deed.outcome?.kind !== 'done') return undefined;
	const {until} = deed.outcome.result;
	const kind = Date.parse(until) > now.getTime() ? 'running' : 'over';
	return {kind, end: endOf[deed.deed], name: deed.about, until};
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
