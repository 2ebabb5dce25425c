/**
 * The control socket of a virtual machine: commands of QMP, one after another. Events of the machine are passed over. The
 * protocol is that of https://www.qemu.org/docs/master/interop/qmp-spec.html.
 */
import {createConnection, type Socket} from 'node:net';
import {createInterface} from 'node:readline';

export type Qmp = {
	readonly execute: (command: string, words?: object) => Promise<unknown>;
	readonly close: () => void;
};

type Answer = {readonly return?: unknown; readonly error?: {readonly desc: string}};

type Waiting = {
	readonly resolve: (value: unknown) => void;
	readonly reject: (error: Error) => void;
};

/** @param path of the socket, on which QEMU listens already. */
export const connectQmp = async (path: string): Promise<Qmp> => {
	const socket = createConnection(path);
	const waiting: Waiting[] = [];
	const end = (error: Error): void => {
		for (const {reject} of waiting.splice(0)) {
			reject(error);
		}
	};
	socket.on('error', end);
	socket.on('close', () => end(new Error('the virtual machine has ended')));
	createInterface({input: socket})
		.on('line', (line) => answer(JSON.parse(line) as Answer, waiting))
		.on('error', () => {});
	const execute = (command: string, words: object = {}): Promise<unknown> =>
		send(socket, waiting, JSON.stringify({execute: command, arguments: words}));
	await execute('qmp_capabilities');
	return {execute, close: () => socket.destroy()};
};

const send = (socket: Socket, waiting: Waiting[], line: string): Promise<unknown> =>
	new Promise((resolve, reject) => {
		if (socket.destroyed) {
			reject(new Error('the virtual machine has ended'));
			return;
		}
		waiting.push({resolve, reject});
		socket.write(`${line}\n`);
	});

/** The greeting and events are no answers. */
const answer = (said: Answer, waiting: Waiting[]): void => {
	if (said.error !== undefined) {
		waiting.shift()?.reject(new Error(said.error.desc));
	} else if ('return' in said) {
		waiting.shift()?.resolve(said.return);
	}
};
