/** A journal cut to a size so that it can still be shown again: results stay, of progress and lines some go. Pure. */
import type {Finding} from './source.ts';

export const thinnedJournal = ({text, note}: Finding, mostBytes: number): Finding => {
	if (text.length <= mostBytes) {
		return {text, ...(note !== undefined && {note})};
	}
	const lines = text.split('\n').filter((line) => line !== '');
	const lossy = lines.filter(isLossyLine);
	const kept = new Set(lossy.filter(everyNth(keptShare(lines, lossy, mostBytes))));
	const left = lines.filter((line) => !isLossyLine(line) || kept.has(line));
	const cut = `${lines.length - left.length} lines of progress and log were left out`;
	return {
		text: `${left.join('\n')}\n`,
		note: note === undefined ? cut : `${note}; ${cut}`,
	};
};

/** As this engine writes them: `seq`, `at`, `type`. */
const isLossyLine = (line: string): boolean =>
	/^\{"seq":\d+,"at":"[^"]*","type":"step\.(?:progressed|logged)"/.test(line);

const keptShare = (
	lines: readonly string[],
	lossy: readonly string[],
	mostBytes: number,
): number => {
	const lossyBytes = lengthOf(lossy);
	const restBytes = Math.max(0, mostBytes - (lengthOf(lines) - lossyBytes));
	return lossyBytes === 0 ? 0 : restBytes / lossyBytes;
};

const lengthOf = (lines: readonly string[]): number =>
	lines.reduce((sum, line) => sum + line.length + 1, 0);

/** Spread evenly, so that a bar still moves as it did. */
const everyNth =
	(share: number) =>
	(_: string, index: number): boolean =>
		Math.floor((index + 1) * share) > Math.floor(index * share);
