/** The firmware of a network card, as its driver tells it; only ever `--driver`. Format: ethtool(8). */
import type {Command, System} from '../system/types.ts';
import {reading} from './reading.ts';

export const ethtoolDriverCommand = (name: string): Command => ({
	program: 'ethtool',
	args: ['--driver', name],
});

/** Undefined when the driver leaves it out. */
export const readFirmwareVersion = async (
	system: System,
	name: string,
	signal?: AbortSignal,
): Promise<string | undefined> =>
	parseFirmwareVersion((await system.run(ethtoolDriverCommand(name), reading(signal))).stdout);

export const parseFirmwareVersion = (text: string): string | undefined => {
	const version = /^firmware-version:[ \t]*(.*)$/m.exec(text)?.[1]?.trim();
	return version === '' || version === 'N/A' ? undefined : version;
};
