/** The interactive install. Screens and engine are loaded only here, since the other commands need neither. */
import type {TerminalFacts} from '../screens/terminal/profile.ts';
import {createStore} from '../store/create.ts';
import {lateEngine} from '../store/late-engine.ts';
import type {RealTerminal} from '../system/terminal.ts';
import type {Common} from './arguments.ts';
import {type Interactive, joined} from './joined.ts';
import type {Setting} from './setting.ts';

/** What is known of the terminal and of what may be done on it. */
export type Surroundings = {
	readonly facts: TerminalFacts;
	/** The program that a person gets who asks for a shell; absent where none is allowed. */
	readonly shell?: string;
};

export const openInteractive = async (
	setting: Setting,
	common: Common,
	terminal: RealTerminal,
	surroundings: Surroundings,
): Promise<Interactive> => {
	const {clock} = setting.system;
	const engine = lateEngine();
	const {runConsole} = await import('./console.tsx');
	const {stateDirectory} = common;
	const store = createStore(engine, clock);
	const console = runConsole({
		...about(setting),
		console: store,
		clock,
		terminal,
		stateDirectory,
		...surroundings,
	});
	return joined(console, async () => {
		const {openEngine} = await import('./commands.ts');
		const session = openEngine(setting, common, 'recalled');
		engine.arrive(session);
		return {work: session.load().then(session.start), close: session.close};
	});
};

/** What a console says of the program that it belongs to. */
export const about = ({program, version}: Setting): Pick<Setting, 'program' | 'version'> => ({
	...(program && {program}),
	...(version !== undefined && {version}),
});
