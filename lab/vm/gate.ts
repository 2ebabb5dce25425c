/** A way to a port of this host that can be held: connections stay open, and nothing comes through, as when a server stalls. */
import {once} from 'node:events';
import {connect, createServer, type Socket} from 'node:net';

export type Gate = {
	readonly port: number;
	readonly hold: () => void;
	readonly release: () => void;
	readonly close: () => void;
};

export const openGate = async (target: number): Promise<Gate> => {
	const sockets = new Set<Socket>();
	let isHeld = false;
	const keep = (socket: Socket): Socket => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
		return isHeld ? socket.pause() : socket;
	};
	const server = createServer((from) => {
		const to = connect(target, '127.0.0.1');
		join(from, to);
		join(to, from);
		keep(from);
		keep(to);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const all = (isNowHeld: boolean): void => {
		isHeld = isNowHeld;
		for (const socket of sockets) {
			isHeld ? socket.pause() : socket.resume();
		}
	};
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		hold: () => all(true),
		release: () => all(false),
		close: () => {
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
		},
	};
};

/** By hand: a pipe would go on by itself when its other end drains. */
const join = (from: Socket, to: Socket): void => {
	from.on('data', (bytes) => to.write(bytes));
	from.on('end', () => to.end());
	from.on('close', () => to.destroy());
};
