/** The environment that programs are started with, read from one of them: what skopeo and podman will see. */
import type {System} from '../system/types.ts';
import {reading} from './reading.ts';

export const readEnvironment = async (
	system: System,
	signal?: AbortSignal,
): Promise<Readonly<Record<string, string>>> => {
	const {stdout} = await system.run({program: 'printenv', args: ['--null']}, reading(signal));
	return Object.fromEntries(
		stdout
			.split('\0')
			.filter((line) => line.includes('='))
			.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
	);
};
