/** crictl: the containers that the kubelet runs. Format: the ListContainersResponse of the CRI API, as protobuf's JSON. */
import {z} from 'zod';
import type {System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type PodContainer = {
	readonly id: string;
	readonly name: string;
	readonly pod: string;
	readonly namespace: string;
	/** `running`, `exited`, `created`, `unknown`. */
	readonly state: string;
	/** ISO 8601, of its making. */
	readonly since: string;
	/** How often it was made anew. */
	readonly attempt: number;
};

export const podContainers = async (
	system: System,
	signal: AbortSignal,
): Promise<readonly PodContainer[]> => {
	const args = ['ps', '--all', '--output=json'];
	return parsePodContainers((await system.run({program: 'crictl', args}, reading(signal))).stdout);
};

/** Ended politely; the kubelet makes it anew. */
export const stopPodContainer = async (
	system: System,
	id: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run(
		{program: 'crictl', args: ['stop', '--timeout=30', id]},
		{signal, timeoutMs: 60_000},
	);
};

/** The newest lines of what it said. */
export const podContainerLogs = async (
	system: System,
	id: string,
	count: number,
	signal: AbortSignal,
): Promise<readonly string[]> => {
	const args = ['logs', `--tail=${count}`, id];
	const {stdout, stderr} = await system.run({program: 'crictl', args}, reading(signal));
	return `${stdout}\n${stderr}`.split('\n').filter((line) => line !== '');
};

export const parsePodContainers = (text: string): readonly PodContainer[] =>
	parseAnswer('crictl', text, answer).containers.map(
		({id, metadata, labels, state, createdAt}) => ({
			id,
			name: metadata.name,
			pod: labels['io.kubernetes.pod.name'] ?? '',
			namespace: labels['io.kubernetes.pod.namespace'] ?? '',
			state: state.replace(/^CONTAINER_/, '').toLowerCase(),
			since: new Date(Number(createdAt) / 1e6).toISOString(),
			attempt: metadata.attempt,
		}),
	);

const answer = z.object({
	containers: z
		.array(
			z.object({
				id: z.string(),
				metadata: z.object({name: z.string(), attempt: z.number().default(0)}),
				labels: z.record(z.string(), z.string()).default({}),
				state: z.string(),
				/** Nanoseconds since 1970. */
				createdAt: z.string().regex(/^\d+$/),
			}),
		)
		.default([]),
});
