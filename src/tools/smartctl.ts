/**
 * What a SATA or SAS disk says of its own health. The exit code is a bit map in which a failing disk is only
 * one bit, so the JSON is read first. Format: smartctl(8), `--json`.
 */
import {z} from 'zod';
import type {Command, System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type SmartHealth = {
	/** Undefined when the disk has no such verdict. */
	readonly hasPassed: boolean | undefined;
	readonly isPrefailing: boolean;
	readonly hasErrorLog: boolean;
	readonly temperatureCelsius: number | undefined;
};

export const smartctlCommand = (path: string): Command => ({
	program: 'smartctl',
	args: ['--json', '--info', '--health', path],
});

export const readSmartHealth = async (
	system: System,
	path: string,
	signal?: AbortSignal,
): Promise<SmartHealth> => {
	const acceptedExitCodes = Array.from({length: 256}, (_, code) => code);
	const {stdout} = await system.run(smartctlCommand(path), {...reading(signal), acceptedExitCodes});
	return parseSmartctl(stdout);
};

const prefailBit = 1 << 4;
const errorLogBit = 1 << 6;

export const parseSmartctl = (text: string): SmartHealth => {
	const answer = parseAnswer('smartctl', text, answerShape);
	const status = answer.smartctl.exit_status;
	return {
		hasPassed: answer.smart_status?.passed,
		isPrefailing: (status & prefailBit) !== 0,
		hasErrorLog: (status & errorLogBit) !== 0,
		temperatureCelsius: answer.temperature?.current,
	};
};

const answerShape = z.object({
	smartctl: z.object({exit_status: z.number()}),
	smart_status: z.object({passed: z.boolean()}).optional(),
	temperature: z.object({current: z.number().optional()}).optional(),
});
