/** A console whose engine is another process of this host, whichever session that one serves. */
import type {InstallEvent} from '../engine/events.ts';
import {attachedEngine, attachedReduction, type LinkPort} from '../store/attached.ts';
import {openStore, type Reduction} from '../store/create.ts';
import type {ConsolePort} from '../store/port.ts';
import type {RunState} from '../store/state.ts';
import {localSockets} from '../system/local-socket.ts';
import type {Clock} from '../system/types.ts';
import type {Interactive} from './joined.ts';
import type {RunningConsole} from './terminal-console.ts';

export type Place = {
	/** Of the socket. */
	readonly path: string;
	/** What people call this console. */
	readonly name: string;
	readonly clock: Clock;
};

export const attachedConsole = async <
	State extends {readonly run?: RunState},
	Told extends {readonly type: string; readonly event?: InstallEvent},
	Asked extends {readonly type: string},
>(
	{path, name, clock}: Place,
	reduction: Reduction<State, Told>,
	draw: (console: ConsolePort<State, Asked>, link: LinkPort) => Promise<RunningConsole>,
): Promise<Interactive> => {
	const leaving = new AbortController();
	const {engine, link, ended} = attachedEngine<State, Told, Asked>({
		sockets: localSockets,
		path,
		name,
		mayAct: true,
		clock,
		signal: leaving.signal,
	});
	const console = await draw(openStore(engine, clock, attachedReduction(reduction)), link);
	const close = async (): Promise<void> => {
		leaving.abort();
		await console.close();
	};
	const left = console.ended.finally(() => leaving.abort());
	return {ended: Promise.all([left, ended]).then(() => {}), close};
};
