/** How a change of the network stands: tried, kept, put back; pure. */
import type {DeedState} from '../../../store/reduce-tools.ts';
import type {Words} from '../../../words/index.ts';
import {type Line, paragraph} from '../../lines.ts';
import {deedLines} from '../deed-lines.ts';

export type Trial = {
	readonly kind: 'running' | 'over';
	readonly name: string;
	/** ISO 8601. */
	readonly until: string;
};

/** Undefined while none was begun, or when somebody has ended it. */
export const trialOf = (deed: DeedState | undefined, now: Date): Trial | undefined => {
	if (deed?.deed !== 'network.try' || deed.outcome?.kind !== 'done') return undefined;
	const {until} = deed.outcome.result;
	const kind = Date.parse(until) > now.getTime() ? 'running' : 'over';
	return {kind, name: deed.about, until};
};

export const networkDeedLines = (
	deed: DeedState | undefined,
	trial: Trial | undefined,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {running, over} = words.screens.tools.network.trial;
	if (trial?.kind === 'running') {
		return paragraph(running(trial.name, trial.until.slice(11, 19)), columns, {tone: 'warning'});
	}
	if (trial?.kind === 'over') return paragraph(over(trial.name), columns, {tone: 'warning'});
	const isOurs = deed?.deed === 'network.try' || deed?.deed === 'network.end';
	return isOurs ? deedLines(deed, words, columns) : [];
};
