/** One UDP packet to one place and the first answer from there. It tells faults instead of throwing them. */
import {createSocket, type Socket} from 'node:dgram';
import {lookup} from 'node:dns/promises';
import {InstallError} from '../errors.ts';
import type {DatagramAnswer, DatagramRequest} from './types.ts';

/** @throws InstallError CANCELLED when the signal says so; every other fault is an answer */
export const realExchange = async (request: DatagramRequest): Promise<DatagramAnswer> => {
	const limit = AbortSignal.timeout(request.timeoutMs);
	const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
	const sockets: Socket[] = [];
	try {
		return await Promise.race([send(request, sockets), abortion(signal)]);
	} catch (error) {
		if (request.signal?.aborted) {
			throw new InstallError('CANCELLED', undefined, {cause: error});
		}
		return {kind: 'failed', code: limit.aborted ? 'ETIMEDOUT' : codeOf(error)};
	} finally {
		for (const socket of sockets) socket.close();
	}
};

const send = async (
	{host, port, payload}: DatagramRequest,
	sockets: Socket[],
): Promise<DatagramAnswer> => {
	const {address, family} = await lookup(host);
	return new Promise((resolve, reject) => {
		const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
		sockets.push(socket);
		socket.on('error', reject);
		socket.on('message', (answer) => resolve({kind: 'answered', payload: answer}));
		// Connected, so that only that place is heard and a port that is closed is told at once.
		socket.connect(port, address, () => socket.send(payload));
	});
};

const abortion = (signal: AbortSignal): Promise<never> =>
	new Promise((_resolve, reject) => {
		const fail = (): void => reject(signal.reason);
		if (signal.aborted) fail();
		signal.addEventListener('abort', fail, {once: true});
	});

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
