/** Every check with what was found; warnings are accepted here, blockers only shown. */
import {useState} from 'react';
import type {Finding} from '../../engine/check.ts';
import type {Words} from '../../words/index.ts';
import {ChooserScreen, type Detail} from '../components/chooser-screen.tsx';
import {type MenuItem, useMenu} from '../components/menu.tsx';
import {useWords} from '../context.tsx';
import {paragraph} from '../lines.ts';
import type {Asks, Moves} from '../moves.ts';
import {
	byStanding,
	findingDetail,
	findingLabel,
	type Standing,
	standingOf,
	standingTones,
} from './rows.ts';

export type FindingsScreenProps = {
	readonly findings: readonly Finding[];
	readonly accepted: readonly string[];
	readonly moves: Pick<Moves, 'forward' | 'back'>;
	readonly dispatch: Asks<'facts.refresh' | 'finding.accept'>;
};

export const FindingsScreen = ({findings, accepted, moves, dispatch}: FindingsScreenProps) => {
	const words = useWords();
	const {screens} = words;
	const [notice, setNotice] = useState<string>();
	const sorted = byStanding(findings, accepted);
	const blockers = countOf('blocks', findings, accepted);
	const isWarning = (finding: Finding): boolean => standingOf(finding, accepted) === 'warning';
	const take = (id: string): void => {
		setNotice(noticeFor(id));
		if (id === 'continue' && blockers === 0) moves.forward();
		if (id === 'recheck') dispatch({type: 'facts.refresh'});
		if (id === 'back') moves.back();
		const finding = sorted.find((one) => one.id === id);
		if (finding && isWarning(finding)) dispatch({type: 'finding.accept', id});
	};
	const noticeFor = (id: string): string | undefined => {
		if (id === 'continue' && blockers > 0) return screens.findings.cannotContinue;
		const finding = sorted.find((one) => one.id === id);
		const blocks = finding && standingOf(finding, accepted) === 'blocks';
		return blocks ? screens.findings.cannotAccept : undefined;
	};
	const items = itemsOf(sorted, accepted, blockers, words);
	const first = sorted.find((finding) => standingOf(finding, accepted) === 'blocks');
	const menu = useMenu(items, take, {initial: first?.id ?? 'continue'});
	const detail = (columns: number): Detail => {
		const finding = sorted.find(({id}) => id === menu.id);
		if (!finding) return summary(findings, accepted, words, columns);
		return {
			title: words.checkTitle(finding.id),
			tone: standingTones[standingOf(finding, accepted)],
			lines: [
				...findingDetail(finding, words, columns),
				...(isWarning(finding)
					? paragraph(screens.findings.acceptable, columns, {tone: 'strong'})
					: []),
			],
		};
	};
	return (
		<ChooserScreen
			title={screens.findings.title}
			hints={['move', 'take', 'number', 'page', 'back', 'more']}
			heading={(columns) =>
				notice === undefined ? [] : paragraph(notice, columns, {tone: 'warning'})
			}
			menu={() => menu}
			detail={detail}
		/>
	);
};

const countOf = (
	standing: Standing,
	findings: readonly Finding[],
	accepted: readonly string[],
): number => findings.filter((finding) => standingOf(finding, accepted) === standing).length;

const itemsOf = (
	sorted: readonly Finding[],
	accepted: readonly string[],
	blockers: number,
	words: Words,
): readonly MenuItem[] => {
	const {screens} = words;
	const goOn = blockers > 0 ? screens.findings.blocked(blockers) : screens.goOn;
	return [
		{id: 'continue', label: goOn},
		{id: 'recheck', label: screens.findings.recheck},
		{id: 'back', label: screens.back},
		...sorted.map((finding) => ({
			id: finding.id,
			label: findingLabel(finding, accepted, words),
			tone: standingTones[standingOf(finding, accepted)],
			isHeld: standingOf(finding, accepted) === 'warning',
		})),
	];
};

const summary = (
	findings: readonly Finding[],
	accepted: readonly string[],
	{screens}: Words,
	columns: number,
): Detail => {
	const {summaryTitle, summary: text, none} = screens.findings;
	if (findings.length === 0) return {title: summaryTitle, lines: paragraph(none, columns)};
	const [blocks, warning, passed] = (['blocks', 'warning', 'passed'] as const).map((standing) =>
		countOf(standing, findings, accepted),
	);
	return {
		title: summaryTitle,
		lines: paragraph(text(blocks ?? 0, warning ?? 0, passed ?? 0), columns),
	};
};
