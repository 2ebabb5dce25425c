/** The way to a registry that tests hold: what stalls there has to come later whole, as from a server that stalled. */
import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Server, type Socket} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {afterEach, expect, test} from 'vitest';
import {type Gate, openGate} from '../../../lab/vm/gate.ts';

const layer = Buffer.alloc(24 * 1024 * 1024, 'layer');

let server: Server | undefined;
let gate: Gate | undefined;

afterEach(() => {
	gate?.close();
	server?.close();
});

/** Who calls gets the layer, and then the end of the connection. */
const openGateToLayer = async (): Promise<Gate> => {
	server = createServer((socket) => {
		socket.on('error', () => {});
		socket.end(layer);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	gate = await openGate((server.address() as AddressInfo).port);
	return gate;
};

const receive = (port: number) => {
	const socket: Socket = connect(port, '127.0.0.1');
	let bytes = 0;
	socket.on('data', (chunk: Buffer) => {
		bytes += chunk.byteLength;
	});
	return {socket, bytes: () => bytes, ended: once(socket, 'close')};
};

test('who calls a held gate waits until it is released', async () => {
	const {port, hold, release} = await openGateToLayer();
	hold();
	const {bytes, ended} = receive(port);
	await delay(200);
	expect(bytes()).toBe(0);
	release();
	await ended;
	expect(bytes()).toBe(layer.byteLength);
});

test('what is held comes later whole: to one who takes slowly, from one who has left', async () => {
	const {port, hold, release} = await openGateToLayer();
	const {socket, bytes, ended} = receive(port);
	await once(socket, 'data');
	socket.pause();
	await delay(300);
	hold();
	socket.resume();
	await delay(300);
	expect(bytes()).toBeLessThan(layer.byteLength / 2);
	release();
	await ended;
	expect(bytes()).toBe(layer.byteLength);
});
