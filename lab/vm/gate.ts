/** A way to a port of this host that can be held: connections stay open, and nothing comes through, as when a server stalls. */
import {EventEmitter, once} from 'node:events';
import {connect, createServer, type Socket} from 'node:net';
import {type Duplex, Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';

export type Gate = {
	readonly port: number;
	readonly hold: () => void;
	readonly release: () => void;
	readonly close: () => void;
};

export const openGate = async (target: number): Promise<Gate> => {
	const sockets = new Set<Socket>();
	const valves = openValves();
	const keep = (socket: Socket): Socket => {
		sockets.add(socket);
		return socket.on('close', () => sockets.delete(socket));
	};
	const server = createServer({allowHalfOpen: true}, (socket) => {
		const from = keep(socket);
		const to = keep(connect({port: target, host: '127.0.0.1', allowHalfOpen: true}));
		for (const way of [pipeline(from, valves.make(), to), pipeline(to, valves.make(), from)]) {
			// Whoever hangs up early is no trouble of the gate.
			way.catch(() => {});
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		hold: valves.hold,
		release: valves.release,
		close: () => {
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
		},
	};
};

/** In the middle of a pipe, which then holds back its source too, and ends only when all has come through. */
const openValves = () => {
	const released = new EventEmitter().setMaxListeners(0);
	let isHeld = false;
	return {
		make: (): Duplex =>
			new Transform({
				transform: (chunk, _encoding, done) => {
					const pass = (): void => done(null, chunk);
					isHeld ? released.once('all', pass) : pass();
				},
			}),
		hold: (): void => {
			isHeld = true;
		},
		release: (): void => {
			isHeld = false;
			released.emit('all');
		},
	};
};
