/** What the words of the checks of a site have in common: remedies, and what is said of a fact nobody knows. */
import type {IgnoranceWords} from './shared.ts';

export const correct = (field: string): string =>
	`Correct ${field} in the configuration of the site, and bring it again.`;

export const lookAgain = 'look at this host again.';

export const untold = (reason: string): IgnoranceWords => ({
	reason,
	remedy: `Put that right and ${lookAgain}`,
});

export const notYet: IgnoranceWords = {
	reason: 'the network of the site is not applied yet',
	remedy: 'Nothing to do: it is looked at again with that network, before recert.',
};
