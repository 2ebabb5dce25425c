/**
 * Whether a stretch of a device is all zero, told by `od`: a child process, so a disk that never answers does
 * not take one of our own threads; and its answer for zeros is short, since it folds equal lines.
 */
import type {Command, System} from '../system/types.ts';
import {reading} from './reading.ts';

export type Stretch = {
	readonly path: string;
	readonly startByte: number;
	readonly sizeBytes: number;
};

export const odCommand = ({path, startByte, sizeBytes}: Stretch): Command => ({
	program: 'od',
	args: [
		'--address-radix=n',
		'--format=x8',
		'--width=512',
		`--skip-bytes=${startByte}`,
		`--read-bytes=${sizeBytes}`,
		path,
	],
});

export const isZero = async (
	system: System,
	stretch: Stretch,
	signal?: AbortSignal,
): Promise<boolean> => {
	const {stdout} = await system.run(odCommand(stretch), reading(signal));
	return parseIsZero(stdout);
};

/** No digit at all means that nothing was read, which proves nothing. */
export const parseIsZero = (text: string): boolean => text.includes('0') && /^[0\s*]+$/.test(text);
