/** The words of the checks of settings. */
import type {FailureWords} from './shared.ts';

export const configCheckWords = {
	allKnown: 'all are known',
	withoutEffect: (warnings: readonly string[]): FailureWords => ({
		found: warnings.join('; '),
		needed: 'names that this console knows',
		remedy: 'Correct the kernel arguments; what is named here has no effect.',
	}),
};
