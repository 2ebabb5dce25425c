/** A console, or a program, that joins the engine of this host over its socket. */
import type {Action} from '../engine/actions.ts';
import {attachEngine, type FromEngine} from '../engine/service/client.ts';
import type {SessionEvent} from '../engine/session-events.ts';
import {attachedEngine, attachedReduction} from '../store/attached.ts';
import {openStore} from '../store/create.ts';
import {reduce} from '../store/reduce.ts';
import {type ConsoleState, initialState} from '../store/state.ts';
import {localSockets} from '../system/local-socket.ts';
import type {RealTerminal} from '../system/terminal.ts';
import type {Common} from './arguments.ts';
import {socketName} from './engine.ts';
import type {Surroundings} from './interactive.ts';
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
	{system}: Setting,
	attaching: Attaching,
	terminal: RealTerminal,
	{TERM, shell}: Surroundings,
): Promise<Interactive> => {
	const {clock} = system;
	const leaving = new AbortController();
	const {engine, link, ended} = attachedEngine<ConsoleState, SessionEvent, Action>({
		sockets: localSockets,
		path: pathOf(attaching),
		name: attaching.name,
		mayAct: true,
		clock,
		signal: leaving.signal,
	});
	const store = openStore(engine, clock, attachedReduction({initial: initialState, reduce}));
	const {runConsole} = await import('./console.tsx');
	const {stateDirectory} = attaching;
	const console = runConsole({console: store, link, clock, terminal, stateDirectory, TERM, shell});
	const close = async (): Promise<void> => {
		leaving.abort();
		await console.close();
	};
	const left = console.ended.finally(() => leaving.abort());
	return {ended: Promise.all([left, ended]).then(() => {}), close};
};
