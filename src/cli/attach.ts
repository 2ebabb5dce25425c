/** A console, or a program, that joins the engine of this host over its socket. */
import type {Action} from '../engine/actions.ts';
import {attachEngine, type FromEngine} from '../engine/service/client.ts';
import type {SessionEvent} from '../engine/session-events.ts';
import {reduce} from '../store/reduce.ts';
import {type ConsoleState, initialState} from '../store/state.ts';
import {localSockets} from '../system/local-socket.ts';
import type {RealTerminal} from '../system/terminal.ts';
import type {Common} from './arguments.ts';
import {attachedConsole} from './attached-console.ts';
import {socketName} from './engine.ts';
import {about, type Surroundings} from './interactive.ts';
import type {Interactive} from './joined.ts';
import type {Setting} from './setting.ts';

export type Attaching = Common & {
	/** What people call this console; absent: its terminal. */
	readonly name: string;
};

const pathOf = ({stateDirectory}: Common): string => `${stateDirectory}/${socketName}`;

/** For programs: every line of the engine as one JSON line. It watches and never acts. */
export const runAttached = async (
	{system, print, signal}: Setting,
	attaching: Attaching,
): Promise<number> => {
	const {ended} = attachEngine<ConsoleState, SessionEvent, Action>({
		sockets: localSockets,
		path: pathOf(attaching),
		name: attaching.name,
		mayAct: false,
		clock: system.clock,
		signal,
		listener: (event: FromEngine<ConsoleState, SessionEvent>) =>
			print(`${JSON.stringify(event)}\n`),
	});
	await ended;
	return 0;
};

export const openAttached = async (
	setting: Setting,
	attaching: Attaching,
	terminal: RealTerminal,
	surroundings: Surroundings,
): Promise<Interactive> => {
	const {runConsole} = await import('./console.tsx');
	const {stateDirectory, name} = attaching;
	const {clock} = setting.system;
	return attachedConsole<ConsoleState, SessionEvent, Action>(
		{path: pathOf(attaching), name, clock},
		{initial: initialState, reduce},
		async (console, link) =>
			runConsole({
				...about(setting),
				console,
				link,
				clock,
				terminal,
				stateDirectory,
				...surroundings,
			}),
	);
};
