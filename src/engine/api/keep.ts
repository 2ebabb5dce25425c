/**
 * Keeps the status service that the kernel arguments order for as long as an engine lives. An address that this host does
 * not have yet is tried again: the network comes up late.
 */
import type {Orders} from '../../config/orders.ts';
import {toProblem} from '../../errors.ts';
import type {Secret} from '../../secret.ts';
import type {SecureServers} from '../../system/secure-server.ts';
import type {System} from '../../system/types.ts';
import {apiIdentity} from './identity.ts';
import type {ApiNotice} from './notice.ts';
import {type ApiSources, answerFor} from './service.ts';

export type KeepApiOptions = {
	readonly orders: Pick<Orders, 'api' | 'apiToken'>;
	readonly sources: ApiSources;
	readonly servers: SecureServers;
	/** Memory-backed, and open to nobody else. */
	readonly directory: string;
	readonly remember: (secrets: readonly Secret[]) => void;
	readonly tell: (notice: ApiNotice) => void;
};

const pauseMs = 5000;

/** Does nothing where none was ordered. */
export const keepApi = (
	system: System,
	options: KeepApiOptions,
): {readonly close: () => Promise<void>} => {
	const life = new AbortController();
	const opening = open(system, options, life.signal).catch((error: unknown) => {
		options.tell({kind: 'failed', problem: toProblem(error)});
		return undefined;
	});
	return {
		close: async () => {
			life.abort();
			const server = await opening;
			await server?.close();
		},
	};
};

const open = async (
	system: System,
	{orders: {api, apiToken}, sources, servers, directory, remember, tell}: KeepApiOptions,
	signal: AbortSignal,
): Promise<Server | undefined> => {
	if (api === undefined) {
		return undefined;
	}
	const identity = await apiIdentity(system, directory, apiToken);
	const {certificate, key, token, fingerprint, isTokenOurs} = identity;
	remember([token]);
	const answer = answerFor(sources, token, system.clock);
	while (!signal.aborted) {
		try {
			const server = await servers.listen({...api, certificate, key, answer});
			const ours = isTokenOurs && {token: token.reveal()};
			tell({kind: 'listening', host: api.host, port: server.port, fingerprint, ...ours});
			return server;
		} catch (error) {
			tell({kind: 'failed', problem: toProblem(error)});
			await system.clock.sleep(pauseMs, signal).catch(() => {});
		}
	}
	return undefined;
};

type Server = Awaited<ReturnType<SecureServers['listen']>>;
