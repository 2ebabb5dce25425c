/** Climbing the network ladder for the session: one climb at a time, a newer one ends the one before it. */
import {InstallError, isCancelled} from '../errors.ts';
import type {SeedSource} from '../seed/info.ts';
import {findSeedSource} from '../seed/source.ts';
import type {System} from '../system/types.ts';
import {climb} from './ladder/climb.ts';
import type {LadderFacts} from './ladder/facts.ts';

export type NamedSeed = {readonly seedImage?: string; readonly authFile?: string};

export type NetworkCheck = {
	/** undefined when a newer climb, or `cancel`, ended this one. @throws InstallError CANCELLED */
	readonly run: (seed: NamedSeed) => Promise<LadderFacts | undefined>;
	readonly cancel: () => void;
};

export const openNetworkCheck = (system: System, life: AbortSignal): NetworkCheck => {
	let running = new AbortController();
	return {
		run: async (seed) => {
			running.abort();
			const own = new AbortController();
			running = own;
			try {
				const source = await sourceOf(system, seed);
				const signal = AbortSignal.any([life, own.signal]);
				return await climb(system, source ? {source} : {}, signal);
			} catch (error) {
				if (own.signal.aborted && isCancelled(error)) {
					return undefined;
				}
				throw error;
			}
		},
		cancel: () => running.abort(),
	};
};

/** A name that is none is told where the seed is read; here it leads nowhere. */
const sourceOf = async (
	system: System,
	{seedImage, authFile}: NamedSeed,
): Promise<SeedSource | undefined> => {
	try {
		return seedImage === undefined ? undefined : await findSeedSource(system, seedImage, authFile);
	} catch (error) {
		if (error instanceof InstallError) {
			return undefined;
		}
		throw error;
	}
};
