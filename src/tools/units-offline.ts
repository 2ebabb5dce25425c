/** systemctl on a system that does not run: units are enabled and masked in the files below its root directory. */
import type {System} from '../system/types.ts';

export const enableUnitBelow = async (
	system: System,
	root: string,
	unit: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'systemctl', args: [`--root=${root}`, 'enable', unit]}, {signal});
};

export const maskUnitBelow = async (
	system: System,
	root: string,
	unit: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'systemctl', args: [`--root=${root}`, 'mask', unit]}, {signal});
};
