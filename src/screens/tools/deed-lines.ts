/** What is said of the newest deed, on the screen that it was begun on and in the hub; pure. */
import type {DeedState} from '../../store/reduce-tools.ts';
import type {Words} from '../../words/index.ts';
import {type Line, paragraph} from '../lines.ts';

export const deedLines = (
	deed: DeedState | undefined,
	{screens}: Words,
	columns: number,
): readonly Line[] => {
	if (deed === undefined) return [];
	const {running, done, cancelled, failed} = screens.tools.deed;
	const what = screens.tools.deeds[deed.deed](deed.about);
	switch (deed.outcome?.kind) {
		case undefined: {
			const {line} = deed.progress;
			const told = line === undefined ? [] : paragraph(line, columns);
			return [...paragraph(running(what), columns, {tone: 'busy'}), ...told];
		}
		case 'done':
			return paragraph(done(what), columns, {tone: 'good'});
		case 'cancelled':
			return paragraph(cancelled(what), columns, {tone: 'warning'});
		case 'failed': {
			const {code, message, remedy} = deed.outcome.problem;
			return [
				...paragraph(failed(what, code), columns, {tone: 'bad'}),
				...paragraph(message, columns),
				...remedy.flatMap((text) => paragraph(text, columns)),
			];
		}
	}
};
