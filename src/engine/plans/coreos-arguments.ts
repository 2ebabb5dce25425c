/** What the user's arguments for coreos-installer mean beyond coreos-installer itself. Pure. */
import type {CarriedArguments} from '../../seed/restore-content.ts';

/**
 * Kernel arguments reach only the boot entry of the base image, which is removed; so they are carried over to
 * the deployment of the seed: added behind its own, or taken from them.
 */
export const carriedArguments = (args: readonly string[]): CarriedArguments => ({
	append: valuesOf(args, '--append-karg'),
	delete: valuesOf(args, '--delete-karg'),
});

export const savesPartitions = (args: readonly string[]): boolean =>
	args.some((word) => /^--save-part(label|index)(=|$)/.test(word));

/** Option and value come as two words or as one. */
const valuesOf = (args: readonly string[], option: string): readonly string[] =>
	args.flatMap((word, index) => {
		if (word === option) {
			return args[index + 1] ?? [];
		}
		return word.startsWith(`${option}=`) ? word.slice(option.length + 1) : [];
	});
