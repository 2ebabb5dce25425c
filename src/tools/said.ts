/** What a program said when it failed: for adapters that tell known failures from the rest. */
import {InstallError} from '../errors.ts';

/** The message of a failed command, with the end of its stderr; an empty text for any other error. */
export const saidBy = (error: unknown): string =>
	error instanceof InstallError && error.code === 'COMMAND_FAILED' ? error.message : '';

/** ENOSPC as glibc and most programs print it; ostree's own reserve, ostree-repo.c: min-free-space-*. */
export const isFull = (error: unknown): boolean =>
	/no space left on device|min-free-space-\w+ '\S+' would be exceeded/i.test(
		error instanceof Error ? error.message : '',
	);

/** The last line that a program said, which usually names the fault. */
export const lastLineOf = (error: unknown): string => {
	const message = error instanceof Error ? error.message : String(error);
	const said = message.split(/ It said: /).at(-1) ?? message;
	return said.trim().split('\n').at(-1)?.trim() ?? said;
};
