/**
 * One line for whoever records a serial line: how an unattended run ended, in words that a script can wait for.
 * Pure.
 */
import {problems} from '../../words/problems.ts';
import {exitCodeOfEnd} from './exit-code.ts';
import type {ReportRecord} from './schema.ts';

/** Stable: `IBI-CONSOLE RESULT=… EXIT=… …`, fields without blanks, ASCII. */
export const markerLine = (end: ReportRecord): string =>
	[
		'IBI-CONSOLE',
		`RESULT=${end.outcome ?? 'unknown'}`,
		`EXIT=${exitCodeOf(end)}`,
		...field('CODE', end.problem?.code),
		...field('HOST', end.host.serial ?? end.host.name),
		...field('DISK', end.disk?.serial ?? end.disk?.wwn ?? end.disk?.path),
		...field('SEED', end.seed?.digest),
		...field(
			'SECONDS',
			end.durationMs === undefined ? undefined : Math.round(end.durationMs / 1000),
		),
		...field('RUN', end.runId),
	].join(' ');

/** As a command of the same install would end. */
const exitCodeOf = ({outcome, problem}: ReportRecord): number =>
	exitCodeOfEnd(outcome ?? 'interrupted', problem && problems[problem.code].kind);

const field = (name: string, value: string | number | undefined): readonly string[] =>
	value === undefined || value === '' ? [] : [`${name}=${plain(String(value))}`];

const plain = (text: string): string => text.replace(/[^\x21-\x7e]+/g, '_');
