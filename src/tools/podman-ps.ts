/** podman: the containers of this host, those that have ended included. Format: podman-ps(1), --format=json. */
import {z} from 'zod';
import type {System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type PodmanContainer = {
	readonly name: string;
	readonly image: string;
	/** `running`, `created`, `exited`, `paused`, … */
	readonly state: string;
	/** Of one that has ended. */
	readonly exitCode: number;
	/** ISO 8601: of its end, else of its start. */
	readonly since: string;
};

export const podmanContainers = async (
	system: System,
	signal: AbortSignal,
): Promise<readonly PodmanContainer[]> => {
	const args = ['ps', '--all', '--format=json'];
	return parsePodmanContainers(
		(await system.run({program: 'podman', args}, reading(signal))).stdout,
	);
};

export const restartContainer = async (
	system: System,
	name: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'podman', args: ['restart', name]}, {signal, timeoutMs: 120_000});
};

export const parsePodmanContainers = (text: string): readonly PodmanContainer[] =>
	parseAnswer('podman', text, containers).map(
		({Names, Image, State, ExitCode, StartedAt, ExitedAt}) => ({
			name: Names[0] ?? '',
			image: Image,
			state: State,
			exitCode: ExitCode,
			since: new Date((State === 'exited' ? ExitedAt : StartedAt) * 1000).toISOString(),
		}),
	);

const containers = z.array(
	z.object({
		Names: z.array(z.string()),
		Image: z.string(),
		State: z.string(),
		ExitCode: z.number(),
		/** Seconds since 1970; those of a time that never was are before it. */
		StartedAt: z.number(),
		ExitedAt: z.number(),
	}),
);
