/** What stands above the countdown: how long it still is, which host and disk, and what is written to it. */
import type {Config} from '../../config/settings.ts';
import type {Countdown} from '../../engine/countdown.ts';
import type {Disk, Facts} from '../../hardware/facts.ts';
import type {SeedInfo} from '../../seed/info.ts';
import type {Loaded} from '../../store/state.ts';
import type {Words} from '../../words/index.ts';
import {whatDies} from '../disks/what-dies.ts';
import {factText} from '../facts.ts';
import {type Entry, emptyLine, type Line, paragraph, sheet} from '../lines.ts';
import {titledRule} from '../rules.ts';

export type CountdownData = {
	readonly countdown: Countdown;
	readonly facts: Loaded<Facts>;
	readonly disk: Disk | undefined;
	readonly config: Config;
	readonly seed: Loaded<SeedInfo>;
};

export const countdownLines = (
	{countdown, facts, disk, config, seed}: CountdownData,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {countdown: texts, whatDies: card, none} = words.screens;
	const {isPaused, remainingSeconds, configDigest} = countdown;
	const entries: readonly Entry[] = [
		{
			label: texts.host,
			value: facts.kind === 'loaded' ? factText(facts.value.host.serial, words) : none,
			tone: 'strong',
		},
		{label: texts.seed, value: config.seedImage?.value ?? none},
		{label: texts.digest, value: seed.kind === 'loaded' ? seed.value.digest : none},
		{label: texts.config, value: configDigest},
	];
	const told = isPaused ? texts.paused(remainingSeconds) : texts.counting(remainingSeconds);
	return [
		...paragraph(told, columns, {tone: isPaused ? 'strong' : 'bad'}),
		...sheet(entries, columns),
		emptyLine,
		titledRule(columns, card.title, '', 'bad'),
		...whatDies(disk, words, columns),
	];
};
