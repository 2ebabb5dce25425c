/** An interactive program on the terminal of this process, which it has for itself until it ends. */
import type {Command} from './types.ts';

/** Resolves when the person leaves it, however it ended. */
export const handTerminalTo = async ({program, args}: Command): Promise<void> => {
	const {execa} = await import('execa');
	await execa(program, args, {stdio: 'inherit', reject: false});
};
