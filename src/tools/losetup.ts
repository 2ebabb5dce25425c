/** Loop devices and the files (or devices) behind them; only ever listed here. Format: losetup(8). */
import {z} from 'zod';
import type {Command, System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type LoopDevice = {
	/** As `/dev/loop0`. */
	readonly path: string;
	readonly backingPath: string;
};

export const losetupCommand: Command = {program: 'losetup', args: ['--json', '--list']};

export const listLoops = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly LoopDevice[]> => {
	const {stdout} = await system.run(losetupCommand, reading(signal));
	return parseLosetup(stdout);
};

/** Without any loop device some releases print nothing at all. */
export const parseLosetup = (text: string): readonly LoopDevice[] =>
	text.trim() === ''
		? []
		: parseAnswer('losetup', text, answerShape).loopdevices.flatMap((row) =>
				row['back-file'] ? [{path: row.name, backingPath: row['back-file']}] : [],
			);

const answerShape = z.object({
	loopdevices: z.array(z.object({name: z.string(), 'back-file': z.string().nullish()})),
});
