/** The real machine behind the seam. */
import {generateKeyPair, randomBytes} from 'node:crypto';
import {setTimeout as delay} from 'node:timers/promises';
import {InstallError} from '../errors.ts';
import {Secret} from '../secret.ts';
import {realFiles} from './files.ts';
import {proxiedFetch, proxyVariables, realProxy} from './proxy.ts';
import {type BaseEnvironment, realRun} from './run.ts';
import type {Clock, ProxyDoor, Random, System} from './types.ts';

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * @param inherited where PATH, HOME and the proxy variables are taken from: the environment that the
 * process was started with. Nothing else of it reaches a program.
 */
export const realSystem = (inherited: Readonly<Record<string, string | undefined>> = {}): System =>
	systemOf(baseEnvironment(inherited), realProxy(inherited));

const systemOf = (environment: BaseEnvironment, proxy: ProxyDoor): System => ({
	run: realRun(() => ({...environment, ...proxyVariables(proxy.get())})),
	files: realFiles(),
	clock: realClock(),
	random: realRandom(),
	fetch: proxiedFetch(proxy),
	proxy,
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
});

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
