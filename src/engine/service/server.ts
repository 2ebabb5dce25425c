/**
 * The engine's side of the socket: every console gets the whole state and then each event; the one that holds
 * the baton may act. It knows neither screens nor what the actions mean.
 */
import {InstallError, toProblem} from '../../errors.ts';
import type {LinePeer, LocalSockets} from '../../system/local-socket.ts';
import type {Clock} from '../../system/types.ts';
import {type InstallEvent, isLossy} from '../events.ts';
import {openBaton} from './baton.ts';
import {openOutbox} from './outbox.ts';
import {type AskedMessage, protocolVersion, readAsked, type ToldMessage} from './protocol.ts';

/** An event of a session; one that tells of its run carries what the run told. */
export type ServedEvent = {readonly type: string; readonly event?: InstallEvent};

export type ServedEngine<Told extends ServedEvent, Asked> = {
	readonly subscribe: (listener: (event: Told) => void) => () => void;
	readonly dispatch: (action: Asked) => void;
	/** What all events so far have made; JSON. */
	readonly getState: () => object;
	/** Checks an action that came over the socket. @throws when it is none */
	readonly readAction: (action: unknown) => Asked;
	/** True: whoever watches may do it, as to pause a countdown. */
	readonly isFreeForAll: (action: Asked) => boolean;
};

export type ServiceOptions<Told extends ServedEvent, Asked> = {
	readonly engine: ServedEngine<Told, Asked>;
	readonly serves: 'install' | 'deploy';
	readonly version: string;
	readonly path: string;
	readonly sockets: LocalSockets;
	readonly clock: Pick<Clock, 'sleep' | 'monotonicMs'>;
};

/** @throws InstallError ENGINE_RUNNING, FILE_UNWRITABLE */
export const serveConsoles = async <Told extends ServedEvent, Asked>({
	engine,
	serves,
	version,
	path,
	sockets,
	clock,
}: ServiceOptions<Told, Asked>): Promise<{readonly close: () => Promise<void>}> => {
	const clients = new Set<(message: ToldMessage, lossy?: boolean) => void>();
	const tellAll = (message: ToldMessage, lossy?: boolean): void => {
		for (const tell of clients) {
			tell(message, lossy);
		}
	};
	const keeper = openBaton(clock, () => tellAll({baton: keeper.baton()}));
	const wholeState = (): readonly ToldMessage[] => [
		{state: {...engine.getState()}},
		{baton: keeper.baton()},
	];
	let met = 0;

	const meet = async (peer: LinePeer): Promise<void> => {
		met += 1;
		const id = `c${met}`;
		const {tell} = openOutbox(peer, wholeState);
		try {
			for await (const line of peer.lines) {
				const message = readAsked(line);
				if ('hello' in message) {
					greet(id, message.hello, tell);
				} else if (clients.has(tell)) {
					serve(id, message, tell);
				}
			}
		} catch (error) {
			tell({event: {type: 'action.refused', problem: toProblem(error)}});
		} finally {
			clients.delete(tell);
			keeper.leave(id);
			peer.close();
		}
	};

	const greet = (
		id: string,
		{name, mayAct}: {readonly name: string; readonly mayAct: boolean},
		tell: (message: ToldMessage) => void,
	): void => {
		if (clients.has(tell)) {
			return;
		}
		tell({hello: {protocol: protocolVersion, version, serves, you: id}});
		tell({state: {...engine.getState()}});
		clients.add(tell);
		if (mayAct) {
			keeper.join({id, name});
		}
		tell({baton: keeper.baton()});
	};

	const serve = (
		id: string,
		message: Exclude<AskedMessage, {hello: unknown}>,
		tell: (message: ToldMessage) => void,
	): void => {
		if ('baton' in message) {
			keeper[message.baton](id);
			return;
		}
		const action = engine.readAction(message.action);
		if (keeper.holds(id) || engine.isFreeForAll(action)) {
			engine.dispatch(action);
			return;
		}
		const holder = keeper.baton().holder?.name ?? 'no console';
		const problem = toProblem(new InstallError('NOT_THE_HOLDER', {holder}));
		tell({event: {type: 'action.refused', problem}});
	};

	const server = await sockets.listen(path, (peer) => void meet(peer));
	const stop = engine.subscribe((event) =>
		tellAll({event}, event.event !== undefined && isLossy(event.event)),
	);
	return {
		close: async () => {
			stop();
			await server.close();
		},
	};
};
