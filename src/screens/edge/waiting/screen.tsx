/** No configuration yet: what is looked for, which devices were seen, and why each was not taken. Live. */
import type {MediumReport} from '../../../engine/edge/events.ts';
import type {Problem} from '../../../errors.ts';
import type {EdgeState} from '../../../store/edge/state.ts';
import type {Words} from '../../../words/index.ts';
import {ChooserScreen, type Detail} from '../../components/chooser-screen.tsx';
import {type MenuItem, useMenu} from '../../components/menu.tsx';
import {useWords} from '../../context.tsx';
import {problemLines} from '../../facts.ts';
import {type Line, paragraph, span} from '../../lines.ts';
import type {EdgeMoves} from '../routes.ts';
import {byVerdict, mediaTable, reportDetail, reportTone} from './rows.ts';

export type WaitingScreenProps = {
	readonly media: EdgeState['media'];
	readonly site: EdgeState['site'];
	readonly siteFrom: string | undefined;
	readonly moves: EdgeMoves;
	/** Shows what the doctor says of a device. */
	readonly look: (device: string) => void;
};

export const WaitingScreen = (props: WaitingScreenProps) => {
	const {media, moves, look} = props;
	const words = useWords();
	const {waiting} = words.screens.edge;
	const reports = byVerdict(media.kind === 'loaded' ? media.value.reports : []);
	const itemsFor = (columns: number): readonly MenuItem[] => [
		{id: typeId, label: waiting.type},
		...rowItems(reports, words, columns),
	];
	const take = (id: string): void => {
		if (id === typeId) moves.open('entry');
		else look(id);
	};
	const menu = useMenu(itemsFor(80), take);
	const detail = (columns: number): Detail => {
		const report = reports.find(({medium}) => medium.device === menu.id);
		return report
			? {
					title: waiting.details(report.medium.device),
					tone: reportTone(report),
					lines: reportDetail(report, words, columns),
				}
			: {title: waiting.howToDetails, lines: howTo(props, words, columns)};
	};
	return (
		<ChooserScreen
			title={waiting.title}
			hints={['move', 'take', 'number', 'page', 'more']}
			heading={(columns) => headLines(props, reports, words, columns)}
			menu={(columns) => ({...menu, items: itemsFor(columns)})}
			detail={detail}
		/>
	);
};

const typeId = 'type';

/** `> 1  ` and a blank at the end. */
const rowMargin = 6;

const rowItems = (
	reports: readonly MediumReport[],
	words: Words,
	columns: number,
): readonly MenuItem[] => {
	const {rows} = mediaTable(reports, words, columns - rowMargin);
	return reports.map((report, index) => ({
		id: report.medium.device,
		label: rows[index] ?? '',
		tone: reportTone(report),
	}));
};

const headLines = (
	{media, site, siteFrom}: WaitingScreenProps,
	reports: readonly MediumReport[],
	words: Words,
	columns: number,
): readonly Line[] => {
	const {loading, looking, unlisted, none, differ} = words.screens.edge.waiting;
	if (site.kind === 'loading') return paragraph(loading(siteFrom ?? ''), columns, {tone: 'busy'});
	if (site.kind === 'failed') return failedLines(site.problem, words, columns);
	if (media.kind === 'loading') return paragraph(looking, columns, {tone: 'busy'});
	if (media.kind === 'failed') return failedLines(media.problem, words, columns);
	const {fault} = media.kind === 'loaded' ? media.value : {};
	if (fault !== undefined) return paragraph(unlisted(fault), columns, {tone: 'bad'});
	if (reports.length === 0) return paragraph(none, columns);
	const good = reports.filter(
		({medium, examined}) => medium.verdict.kind === 'labelled' && examined?.isGood,
	);
	const digests = new Set(good.map(({examined}) => examined?.digest));
	if (digests.size > 1) {
		const devices = good.map(({medium}) => medium.device).join(', ');
		return paragraph(differ(devices), columns, {tone: 'warning'});
	}
	return [[span(`     ${mediaTable(reports, words, columns - rowMargin).head}`, 'muted')]];
};

const failedLines = ({code, message}: Problem, {screens}: Words, columns: number) =>
	paragraph(screens.refused(code, message), columns, {tone: 'bad'});

const howTo = (
	{media, site}: WaitingScreenProps,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {text, events, polling} = words.screens.edge.waiting;
	if (site.kind === 'failed') return problemLines(site.problem, words, columns);
	if (media.kind === 'failed') return problemLines(media.problem, words, columns);
	const watching = media.kind === 'loaded' ? media.value.watching : undefined;
	const how =
		watching?.kind === 'polling'
			? polling(Math.round(watching.everyMs / 1000), watching.reason)
			: events;
	return [...paragraph(text, columns), ...paragraph(how, columns)];
};
