/** The boot entries of an UEFI, which of them was started, and the one of the next start. Format: efibootmgr(8). */
import type {Command, System} from '../system/types.ts';
import {reading} from './reading.ts';

export type EfiEntry = {
	/** Four hexadecimal digits. */
	readonly number: string;
	readonly label: string;
	/** As `HD(1,GPT,…)/File(…)`. */
	readonly devicePath: string;
};

export type EfiBoot = {readonly current: string | undefined; readonly entries: readonly EfiEntry[]};

export const efibootmgrCommand: Command = {program: 'efibootmgr', args: ['--verbose']};

export const readEfiBoot = async (system: System, signal?: AbortSignal): Promise<EfiBoot> =>
	parseEfiBoot((await system.run(efibootmgrCommand, reading(signal))).stdout);

/** A tab stands between label and device path. */
export const parseEfiBoot = (text: string): EfiBoot => ({
	current: /^BootCurrent: ([0-9A-F]{4})$/m.exec(text)?.[1],
	entries: [...text.matchAll(/^Boot([0-9A-F]{4})[* ] ?([^\t\n]*)(?:\t(.*))?$/gm)].map(
		([, number = '', label = '', devicePath = '']) => ({number, label: label.trim(), devicePath}),
	),
});

/** For the next start only; the order of the entries stays. */
export const setNextBoot = async (
	system: System,
	number: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run(
		{program: 'efibootmgr', args: ['--bootnext', number]},
		{signal, timeoutMs: 30_000},
	);
};
