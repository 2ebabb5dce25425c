/** All checks with what was found and what to do; one, or all of them, are made again. */
import type {Finding} from '../../../engine/check.ts';
import {ChooserScreen, type Detail} from '../../components/chooser-screen.tsx';
import {type MenuItem, useMenu} from '../../components/menu.tsx';
import {useWords} from '../../context.tsx';
import {
	byStanding,
	findingDetail,
	findingLabel,
	standingOf,
	standingTones,
} from '../../findings/rows.ts';
import {type Line, paragraph} from '../../lines.ts';
import type {ToolHost, ToolProps} from '../host.ts';
import {sourceOf} from './sources.ts';

export const FindingsTool = ({host, back}: ToolProps) => {
	const words = useWords();
	const {title, all, each, none} = words.screens.tools.findings;
	const {findings, acceptedFindings: accepted} = host.state;
	const sorted = byStanding(findings, accepted);
	const find = (id: string | undefined): Finding | undefined => sorted.find((one) => one.id === id);
	const take = (id: string): void => {
		if (id === 'back') back();
		if (id === 'all') repeatAll(host);
		const finding = find(id);
		if (finding) repeat(host, finding.id);
	};
	const items: readonly MenuItem[] = [
		{id: 'all', label: all},
		{id: 'back', label: words.screens.back},
		...sorted.map((finding) => ({
			id: finding.id,
			label: findingLabel(finding, accepted, words),
			tone: standingTones[standingOf(finding, accepted)],
		})),
	];
	const first = sorted[0];
	const menu = useMenu(items, take, first && {initial: first.id});
	const heading = (columns: number): readonly Line[] =>
		sorted.length === 0 ? paragraph(none, columns) : paragraph(each, columns);
	const detail = (columns: number): Detail => {
		const finding = find(menu.id);
		return finding
			? {
					title: words.checkTitle(finding.id),
					tone: standingTones[standingOf(finding, accepted)],
					lines: findingDetail(finding, words, columns),
				}
			: {title: '', lines: []};
	};
	return (
		<ChooserScreen
			title={title}
			hints={['move', 'take', 'number', 'page', 'back', 'more']}
			heading={heading}
			menu={() => menu}
			detail={detail}
		/>
	);
};

/** What is asked of the engine is refused while it works, and that is shown. */
const repeatAll = (host: ToolHost): void => host.dispatch({type: 'facts.refresh'});

const repeat = (host: ToolHost, id: string): void => {
	if (host.serves === 'deploy') {
		host.dispatch({type: 'facts.refresh'});
		return;
	}
	host.dispatch(again[sourceOf(id)]);
};

const again = {
	host: {type: 'facts.refresh'},
	network: {type: 'network.check'},
	seed: {type: 'seed.read'},
} as const;
