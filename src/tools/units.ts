/** Units of systemd: started, stopped, enabled and asked through systemctl. */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {lastLineOf, saidBy} from './said.ts';

const timeoutMs = 5 * 60_000;

/** @throws InstallError UNIT_FAILED */
export const restartUnit = (system: System, unit: string, signal: AbortSignal): Promise<void> =>
	command(system, ['restart', unit], unit, signal);

/** Returns at once; the unit may need minutes. @throws InstallError UNIT_FAILED */
export const beginUnit = (system: System, unit: string, signal: AbortSignal): Promise<void> =>
	command(system, ['start', '--no-block', unit], unit, signal);

/** Returns at once. @throws InstallError UNIT_FAILED */
export const endUnit = (system: System, unit: string, signal: AbortSignal): Promise<void> =>
	command(system, ['stop', '--no-block', unit], unit, signal);

/** Now and at every start of the host. @throws InstallError UNIT_FAILED */
export const enableUnit = (system: System, unit: string, signal: AbortSignal): Promise<void> =>
	command(system, ['enable', '--now', unit], unit, signal);

/** Not at the next start of the host; what runs goes on. A unit that is not there is as good as disabled. */
export const disableUnit = async (
	system: System,
	unit: string,
	signal: AbortSignal,
): Promise<void> => {
	if (await isEnabled(system, unit, signal)) {
		await command(system, ['disable', unit], unit, signal);
	}
};

export const isEnabled = async (
	system: System,
	unit: string,
	signal: AbortSignal,
): Promise<boolean> => {
	const {stdout} = await system.run(
		{program: 'systemctl', args: ['is-enabled', unit]},
		{signal, timeoutMs, acceptedExitCodes: [0, 1, 4]},
	);
	return stdout.trim() === 'enabled';
};

/** `active`, `activating`, `inactive`, `failed`, … */
export const unitState = async (
	system: System,
	unit: string,
	signal: AbortSignal,
): Promise<string> => {
	const {stdout} = await system.run(
		{program: 'systemctl', args: ['is-active', unit]},
		{signal, timeoutMs, acceptedExitCodes: [0, 1, 2, 3, 4]},
	);
	return stdout.trim();
};

const command = async (
	system: System,
	args: readonly string[],
	unit: string,
	signal: AbortSignal,
): Promise<void> => {
	try {
		await system.run({program: 'systemctl', args}, {signal, timeoutMs});
	} catch (error) {
		if (saidBy(error) === '') {
			throw error;
		}
		throw new InstallError('UNIT_FAILED', {unit, why: lastLineOf(error)}, {cause: error});
	}
};
