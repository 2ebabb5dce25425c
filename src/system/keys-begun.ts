/**
 * Randomness whose first keys are being made already, while the program loads what needs them. Those who ask get them
 * one after another; whoever asks for more, or for others, gets new ones.
 */
import type {Random} from './types.ts';

export const withKeysBegun = (
	random: Random,
	{bits, count}: {readonly bits: number; readonly count: number},
): Random => {
	const begun = Array.from({length: count}, () => random.rsaPrivateKey(bits));
	for (const key of begun) {
		// Who takes it is told; nobody may have to.
		key.catch(() => {});
	}
	return {
		...random,
		rsaPrivateKey: (wanted) =>
			(wanted === bits ? begun.shift() : undefined) ?? random.rsaPrivateKey(wanted),
	};
};
