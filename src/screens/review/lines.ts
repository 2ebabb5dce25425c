/** The whole answer on one screen: what dies, every setting with its source, and the plan. */
import type {Config, ProgramFiles, Settings} from '../../config/settings.ts';
import type {Plan} from '../../engine/plan.ts';
import type {Disk} from '../../hardware/facts.ts';
import type {Words} from '../../words/index.ts';
import {bytesText} from '../../words/measures.ts';
import {whatDies} from '../disks/what-dies.ts';
import {type Entry, emptyLine, type Line, paragraph, sheet} from '../lines.ts';
import {titledRule} from '../rules.ts';
import {planLines} from './plan-lines.ts';

export type ReviewData = {
	readonly config: Config;
	/** The chosen one. */
	readonly disk: Disk | undefined;
	readonly plan: Plan | undefined;
};

export const reviewLines = (
	{config, disk, plan}: ReviewData,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {screens} = words;
	return [
		titledRule(columns, screens.whatDies.title, '', 'bad'),
		...whatDies(disk, words, columns),
		emptyLine,
		titledRule(columns, screens.review.settings),
		...sheet(settingEntries(config, words), columns),
		emptyLine,
		titledRule(columns, screens.review.plan),
		...(plan
			? planLines(plan, words, columns)
			: paragraph(words.screens.review.noPlan, columns, {tone: 'warning'})),
	];
};

const settingEntries = (config: Config, words: Words): readonly Entry[] => {
	const {settingNames} = words.screens.review;
	return (Object.keys(settingNames) as (keyof typeof settingNames)[]).flatMap((name) => {
		const setting = config[name];
		if (setting === undefined) return [];
		const {sources, setting: text, overrides} = words.screens.review;
		const {value, from, over} = setting;
		const shown = valueText(value, words);
		return {
			label: settingNames[name],
			value:
				over === undefined
					? text(shown, sources[from])
					: overrides(shown, sources[from], sources[over]),
			...(over !== undefined && {tone: 'warning' as const}),
		};
	});
};

const valueText = (
	value: Exclude<Settings[keyof Settings], ProgramFiles>,
	{screens}: Words,
): string => {
	if (typeof value === 'boolean') return value ? screens.yes : screens.no;
	if (typeof value !== 'object') return value === '' ? screens.none : String(value);
	if ('cpus' in value) {
		const {diskBytes, cpus, memoryBytes} = value;
		return screens.review.minimums(bytesText(diskBytes), cpus, bytesText(memoryBytes));
	}
	return value.length === 0 ? screens.none : value.join(' ');
};
