/** Each value that was asked for, and what became of it. */
import type {AppliedValue} from '../../../engine/observation.ts';
import type {Words} from '../../../words/index.ts';
import {emptyLine, type Line, paragraph, sheet} from '../../lines.ts';
import type {Tone} from '../../theme.ts';

export const appliedLines = (
	values: readonly AppliedValue[] | undefined,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {applied} = words.screens.edge;
	if (values === undefined) return paragraph(applied.none, columns);
	const count = (kind: Kind): number => values.filter(({result}) => result.kind === kind).length;
	const summary = applied.summary(count('ok'), count('overridden'), count('pending'));
	return [
		...paragraph(summary, columns, {tone: 'strong'}),
		emptyLine,
		...sheet(
			[...values]
				.sort((a, b) => rank[a.result.kind] - rank[b.result.kind])
				.map(({field, asked, result}) => ({
					label: field,
					value: `${asked}\n${resultText(result, words)}`,
					...(tones[result.kind] && {tone: tones[result.kind] as Tone}),
				})),
			columns,
		),
	];
};

type Kind = AppliedValue['result']['kind'];

/** What is not as it was asked for comes first. */
const rank: Readonly<Record<Kind, number>> = {overridden: 0, pending: 1, ok: 2};

const tones: Readonly<Record<Kind, Tone | undefined>> = {
	overridden: 'bad',
	pending: 'warning',
	ok: undefined,
};

const resultText = (result: AppliedValue['result'], {screens}: Words): string => {
	const {ok, overridden, pending} = screens.edge.applied;
	switch (result.kind) {
		case 'ok':
			return ok;
		case 'overridden':
			return overridden(result.by, result.found);
		case 'pending':
			return pending(result.until);
	}
};
