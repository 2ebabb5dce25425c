/**
 * A console's side of the socket: the whole state and then each event, and actions the other way. When the
 * engine goes it is dialled again until it is back; what was missed comes with the new whole state.
 */
import type {LinePeer, LocalSockets} from '../../system/local-socket.ts';
import type {Clock} from '../../system/types.ts';
import {
	type AskedMessage,
	askedLine,
	type Baton,
	protocolVersion,
	readTold,
	type ToldMessage,
} from './protocol.ts';

/** How a console stands to the engine. */
export type Link = {
	readonly isConnected: boolean;
	/** It has not answered for so long that somebody should look. */
	readonly isLost?: boolean;
	/** Its own id; that of the holder is in the baton. */
	readonly you?: string;
	readonly baton: Baton;
};

export type FromEngine<State, Told> =
	/** In place of everything that was known. */
	| {readonly type: 'link.state'; readonly state: State}
	| {readonly type: 'link.changed'; readonly link: Link}
	| Told;

export type AttachOptions<State, Told> = {
	readonly sockets: Pick<LocalSockets, 'dial'>;
	readonly path: string;
	/** What people call this console, as `tty1`. */
	readonly name: string;
	readonly mayAct: boolean;
	readonly clock: Pick<Clock, 'sleep' | 'monotonicMs'>;
	readonly listener: (event: FromEngine<State, Told>) => void;
	/** Ends it. */
	readonly signal: AbortSignal;
};

export type Attachment<Asked> = {
	/** Does nothing while the engine is away. */
	readonly dispatch: (action: Asked) => void;
	readonly baton: (verb: 'take' | 'keep' | 'give') => void;
	/** Resolves when it was ended. Rejects when the two ends do not understand each other. */
	readonly ended: Promise<void>;
};

const redialMs = 500;

/** Longer than a host waits for its network before it starts the engine. */
const lostAfterMs = 120_000;

export const attachEngine = <State, Told, Asked extends {readonly type: string}>(
	options: AttachOptions<State, Told>,
): Attachment<Asked> => {
	const {clock, signal} = options;
	let link: Link = {isConnected: false, baton: {}};
	let peer: LinePeer | undefined;

	const relink = (change: Partial<Link>): void => {
		link = {...link, ...change};
		options.listener({type: 'link.changed', link});
	};

	const take = (message: ToldMessage): void => {
		// The engine is of the same make; its schema holds the frame, the reducer knows the content.
		if ('hello' in message) {
			relink({isConnected: true, isLost: false, you: message.hello.you});
		} else if ('state' in message) {
			options.listener({type: 'link.state', state: message.state as State});
		} else if ('event' in message) {
			options.listener(message.event as Told);
		} else {
			relink({baton: message.baton as Baton});
		}
	};

	/** Whether anybody answered. */
	const talk = async (): Promise<boolean> => {
		const dialled = await options.sockets.dial(options.path).catch(() => undefined);
		if (dialled === undefined || signal.aborted) {
			dialled?.close();
			return false;
		}
		peer = dialled;
		const hangUp = (): void => dialled.close();
		signal.addEventListener('abort', hangUp);
		dialled.send(askedLine(greeting(options)));
		try {
			for await (const line of dialled.lines) {
				take(readTold(line));
			}
		} finally {
			signal.removeEventListener('abort', hangUp);
			dialled.close();
			peer = undefined;
			relink({isConnected: false, baton: {}});
		}
		return true;
	};

	const live = async (): Promise<void> => {
		let heardAtMs = clock.monotonicMs();
		while (!signal.aborted) {
			if (await talk()) heardAtMs = clock.monotonicMs();
			if (!link.isLost && clock.monotonicMs() - heardAtMs >= lostAfterMs) relink({isLost: true});
			await clock.sleep(redialMs, signal).catch(() => {});
		}
	};

	return {
		dispatch: (action) => peer?.send(askedLine({action})),
		baton: (verb) => peer?.send(askedLine({baton: verb})),
		ended: live(),
	};
};

const greeting = ({
	name,
	mayAct,
}: Pick<AttachOptions<never, never>, 'name' | 'mayAct'>): AskedMessage => ({
	hello: {protocol: protocolVersion, name, mayAct},
});
