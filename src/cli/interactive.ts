/**
 * The interactive install: the console first, so that something is seen at once, then the engine behind it.
 * Both are loaded only here, since the other commands need no screen.
 */
import {createStore} from '../store/create.ts';
import {lateEngine} from '../store/late-engine.ts';
import type {RealTerminal} from '../system/terminal.ts';
import type {Common} from './arguments.ts';
import type {Setting} from './setting.ts';

export type Interactive = {
	/** Resolves when the person left. Rejects when the settings cannot be used or a screen failed. */
	readonly ended: Promise<void>;
	/** Restores the terminal and ends what runs. */
	readonly close: () => Promise<void>;
};

/** What the environment says of the terminal. */
export type Surroundings = {
	readonly TERM: string | undefined;
	/** The program that a person gets who asks for a shell. */
	readonly shell: string;
};

export const openInteractive = async (
	setting: Setting,
	common: Common,
	terminal: RealTerminal,
	{TERM, shell}: Surroundings,
): Promise<Interactive> => {
	const {clock} = setting.system;
	const engine = lateEngine();
	const {runConsole} = await import('./console.tsx');
	const {stateDirectory} = common;
	const store = createStore(engine, clock);
	const console = runConsole({console: store, clock, terminal, stateDirectory, TERM, shell});
	await console.whenDrawn();
	const {openEngine} = await import('./commands.ts');
	const session = openEngine(setting, common, 'recalled');
	engine.arrive(session);
	const close = async (): Promise<void> => {
		// At once: a line that takes nothing must not keep what runs from being ended.
		await Promise.all([console.close(), session.close()]);
	};
	const prepared = session.load().then(session.start);
	const ended = Promise.all([prepared.catch(failing(console.close)), console.ended]);
	return {ended: ended.then(session.close), close};
};

/** The terminal is restored before the reason is printed on it. */
const failing =
	(close: () => Promise<void>) =>
	async (error: unknown): Promise<never> => {
		await close();
		throw error;
	};
