/** The network address of the management controller; only ever `lan print`. Format: ipmitool(1). */
import type {Command, System} from '../system/types.ts';
import {reading} from './reading.ts';

export type BmcLan = {readonly address: string | undefined; readonly mac: string | undefined};

export const ipmiLanCommand = (channel: number): Command => ({
	program: 'ipmitool',
	args: ['lan', 'print', String(channel)],
});

/** A channel that is no network exits with 1. */
export const readBmcLan = async (
	system: System,
	channel: number,
	signal?: AbortSignal,
): Promise<BmcLan> => {
	const options = {...reading(signal), acceptedExitCodes: [0, 1]};
	return parseBmcLan((await system.run(ipmiLanCommand(channel), options)).stdout);
};

export const parseBmcLan = (text: string): BmcLan => {
	const field = (name: string): string | undefined =>
		new RegExp(`^${name}\\s*: (.+)$`, 'm').exec(text)?.[1]?.trim();
	const address = field('IP Address');
	return {
		address: address === '0.0.0.0' ? undefined : address,
		mac: field('MAC Address')?.toLowerCase(),
	};
};
