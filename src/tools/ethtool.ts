/**
 * The firmware of a network card, as its driver tells it, and the light of its port; it changes no setting. Format:
 * ethtool(8).
 */
import {InstallError} from '../errors.ts';
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

/**
 * Makes the light of a port blink. The program waits as long as it blinks; ended early, the light goes back by itself.
 * @throws InstallError PORT_WITHOUT_LIGHT where the driver cannot
 */
export const blinkPort = async (
	system: System,
	nic: string,
	seconds: number,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--identify', nic, String(seconds)];
	try {
		await system.run({program: 'ethtool', args}, {signal, timeoutMs: (seconds + 10) * 1000});
	} catch (cause) {
		if (cause instanceof InstallError && cause.code === 'COMMAND_FAILED') {
			throw new InstallError('PORT_WITHOUT_LIGHT', {nic}, {cause});
		}
		throw cause;
	}
};
