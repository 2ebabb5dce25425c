/** An etcd on the seed's data while recert works: without authentication, on this host only, and always stopped. */
import {InstallError} from '../../../errors.ts';
import type {System} from '../../../system/types.ts';
import {startContainer} from '../../../tools/podman-container.ts';
import type {StepContext} from '../../step.ts';
import {host} from './layout.ts';
import {containers} from './recert-rollback.ts';

/** Health of etcd, v3: 200 when it serves. */
const healthUrl = 'http://localhost:2379/health';
const healthLimitMs = 60_000;
const pauseMs = 100;

/** Returns when it serves. @throws InstallError RECERT_ETCD_SILENT */
export const startEtcd = async (image: string, {system, signal}: StepContext): Promise<void> => {
	await startContainer(
		system,
		{
			name: containers.etcd,
			image,
			authFile: host.pullSecret,
			volumes: ['/var/lib/etcd:/store'],
			entrypoint: 'etcd',
			args: ['--name', 'editor', '--data-dir', '/store'],
		},
		{signal, timeoutMs: 120_000},
	);
	await waitUntilHealthy(system, signal);
};

const waitUntilHealthy = async (system: System, signal: AbortSignal): Promise<void> => {
	const endMs = system.clock.monotonicMs() + healthLimitMs;
	let found = 'it did not answer';
	while (system.clock.monotonicMs() < endMs) {
		const answer = await ask(system, signal);
		if (answer === 'healthy') {
			return;
		}
		found = answer;
		await system.clock.sleep(pauseMs, signal);
	}
	throw new InstallError('RECERT_ETCD_SILENT', {why: `${found} within ${healthLimitMs / 1000} s`});
};

const ask = async (system: System, signal: AbortSignal): Promise<string> => {
	const request = {signal: AbortSignal.any([signal, AbortSignal.timeout(2000)])};
	try {
		const answer = await system.fetch.call(undefined, healthUrl, request);
		return answer.status === 200 ? 'healthy' : `it answered ${answer.status}`;
	} catch {
		return 'it did not answer';
	}
};
