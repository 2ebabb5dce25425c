/** The real machine behind the seam. */
import {generateKeyPair, randomBytes} from 'node:crypto';
import {setTimeout as delay} from 'node:timers/promises';
import {InstallError} from '../errors.ts';
import {Secret} from '../secret.ts';
import {realFiles} from './files.ts';
import {type BaseEnvironment, realRun} from './run.ts';
import type {Clock, Random, System} from './types.ts';

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

/**
 * @param inherited where PATH, HOME and the proxy variables are taken from: the environment that the
 * process was started with. Nothing else of it reaches a program.
 */
export const realSystem = (
	inherited: Readonly<Record<string, string | undefined>> = {},
): System => ({
	run: realRun(baseEnvironment(inherited)),
	files: realFiles(),
	clock: realClock(),
	random: realRandom(),
	// Looked up when it is called: touching it loads Node's whole HTTP client, some 20 ms.
	fetch: (...request) => globalThis.fetch(...request),
	// Loaded when it is needed: TLS is not, before the first screen.
	connect: async (request) => (await import('./connect.ts')).realConnect(request),
	exchange: async (request) => (await import('./datagram.ts')).realExchange(request),
	request: async (request) => (await import('./request.ts')).realRequest(request),
});

const baseEnvironment = (
	inherited: Readonly<Record<string, string | undefined>>,
): BaseEnvironment => ({
	PATH: inherited['PATH'] ?? defaultPath,
	HOME: inherited['HOME'] ?? '/root',
	LANG: 'C.UTF-8',
	LC_ALL: 'C.UTF-8',
	TZ: 'UTC',
	...proxyEnvironment(inherited),
});

/** Programs disagree on the spelling, so each value travels in both. */
const proxyEnvironment = (
	inherited: Readonly<Record<string, string | undefined>>,
): BaseEnvironment => {
	const found: Record<string, string> = {};
	for (const name of proxyNames) {
		const value = inherited[name] ?? inherited[name.toLowerCase()];
		if (value !== undefined && value !== '') {
			found[name] = value;
			found[name.toLowerCase()] = value;
		}
	}
	return found;
};

const realClock = (): Clock => ({
	now: () => new Date(),
	monotonicMs: () => performance.now(),
	sleep: async (durationMs, signal) => {
		try {
			await delay(durationMs, undefined, signal ? {signal} : {});
		} catch (cause) {
			throw new InstallError('CANCELLED', undefined, {cause});
		}
	},
});

const realRandom = (): Random => ({
	bytes: (count) => randomBytes(count),
	rsaPrivateKey: (bits) =>
		new Promise((resolve, reject) => {
			const encodings = {
				modulusLength: bits,
				publicKeyEncoding: {type: 'pkcs1', format: 'pem'},
				privateKeyEncoding: {type: 'pkcs1', format: 'pem'},
			} as const;
			generateKeyPair('rsa', encodings, (error, _publicKey, privateKey) =>
				error === null ? resolve(new Secret(privateKey)) : reject(error),
			);
		}),
});
