/** A console and its engine in one process: the console first, so that something is seen at once. */
import type {RunningConsole} from './terminal-console.ts';

export type Interactive = {
	/** Resolves when the person left. Rejects when the settings cannot be used or a screen failed. */
	readonly ended: Promise<void>;
	/** Restores the terminal and ends what runs. */
	readonly close: () => Promise<void>;
};

export type Begun = {
	/** What the engine does by itself; that it fails ends the console. */
	readonly work: Promise<unknown>;
	readonly close: () => Promise<void>;
};

export const joined = async (
	console: RunningConsole,
	begin: () => Promise<Begun>,
): Promise<Interactive> => {
	await console.whenDrawn();
	const session = await begin();
	const close = async (): Promise<void> => {
		// At once: a line that takes nothing must not keep what runs from being ended.
		await Promise.all([console.close(), session.close()]);
	};
	const failed = session.work.then(() => never).catch(failing(console.close));
	const ended = Promise.race([failed, console.ended]);
	return {ended: ended.then(session.close), close};
};

const never = new Promise<never>(() => {});

/** The terminal is restored before the reason is printed on it. */
const failing =
	(close: () => Promise<void>) =>
	async (error: unknown): Promise<never> => {
		await close();
		throw error;
	};
