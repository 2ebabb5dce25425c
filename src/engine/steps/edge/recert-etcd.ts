/** An etcd on the seed's data while recert works: without authentication, on this host only, and always stopped. */
import {InstallError} from '../../../errors.ts';
import type {System} from '../../../system/types.ts';
import {lastLogs, startContainer} from '../../../tools/podman-container.ts';
import type {StepContext} from '../../step.ts';
import {host} from './layout.ts';
import {containers} from './recert-rollback.ts';

/** Health of etcd, v3: 200 when it serves. It listens on `localhost`, a name that not every host resolves. */
const healthUrls = ['http://127.0.0.1:2379/health', 'http://[::1]:2379/health'] as const;
const healthLimitMs = 60_000;
const pauseMs = 50;

/** It is alone, and need not wait a second for others to be heard before it leads. */
const alone = ['--heartbeat-interval', '10', '--election-timeout', '100'] as const;

/** Returns when it serves. @throws InstallError RECERT_ETCD_SILENT */
export const startEtcd = async (
	image: string,
	{system, signal, log}: StepContext,
): Promise<void> => {
	await startContainer(
		system,
		{
			name: containers.etcd,
			image,
			authFile: host.pullSecret,
			volumes: ['/var/lib/etcd:/store'],
			entrypoint: 'etcd',
			args: ['--name', 'editor', '--data-dir', '/store', ...alone],
		},
		{signal, timeoutMs: 120_000},
	);
	try {
		await waitUntilHealthy(system, signal);
	} catch (error) {
		for (const line of await lastLogs(system, containers.etcd)) {
			log(`etcd: ${line}`);
		}
		throw error;
	}
};

const waitUntilHealthy = async (system: System, signal: AbortSignal): Promise<void> => {
	const endMs = system.clock.monotonicMs() + healthLimitMs;
	let found = 'it did not answer';
	while (system.clock.monotonicMs() < endMs) {
		for (const url of healthUrls) {
			const answer = await ask(system, url, signal);
			if (answer === 'healthy') {
				return;
			}
			found = answer ?? found;
		}
		await system.clock.sleep(pauseMs, signal);
	}
	throw new InstallError('RECERT_ETCD_SILENT', {why: `${found} within ${healthLimitMs / 1000} s`});
};

/** undefined when nobody answers there. */
const ask = async (
	system: System,
	url: string,
	signal: AbortSignal,
): Promise<string | undefined> => {
	const request = {signal: AbortSignal.any([signal, AbortSignal.timeout(2000)])};
	try {
		const answer = await system.fetch.call(undefined, url, request);
		return answer.status === 200 ? 'healthy' : `it answered ${answer.status}`;
	} catch {
		return undefined;
	}
};
