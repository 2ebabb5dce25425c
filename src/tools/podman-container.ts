/** podman: containers that run once, and the images that they need. */
import type {Output, RunOptions, System} from '../system/types.ts';

/** What every container of a deployment gets; the arguments are an interface of the first boot. */
const base = ['run', '--rm', '--network=host', '--privileged', '--replace'] as const;

export type Container = {
	readonly name: string;
	readonly image: string;
	readonly authFile: string;
	/** Each as `host:container`. */
	readonly volumes: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	readonly entrypoint?: string;
	readonly args?: readonly string[];
};

/** In the foreground; its output is told by the callbacks of `options`. */
export const runContainer = (
	system: System,
	container: Container,
	options: RunOptions,
): Promise<Output> =>
	system.run({program: 'podman', args: [...base, ...argumentsOf(container)]}, options);

/** Returns when it was started. */
export const startContainer = async (
	system: System,
	container: Container,
	options: RunOptions,
): Promise<void> => {
	const args = [...base, '--detach', ...argumentsOf(container)];
	await system.run({program: 'podman', args}, options);
};

/** Ended politely, then by force, and gone when this returns. One that is not there is as good as gone. */
export const removeContainers = async (
	system: System,
	names: readonly string[],
	signal: AbortSignal,
): Promise<void> => {
	const args = ['rm', '--force', '--ignore', '--time=10', ...names];
	await system.run({program: 'podman', args}, {signal, timeoutMs: 60_000});
};

/** The newest lines of what it said; none when it is gone. */
export const lastLogs = async (system: System, name: string): Promise<readonly string[]> => {
	const {stdout, stderr} = await system.run(
		{program: 'podman', args: ['logs', '--tail=10', name]},
		{timeoutMs: 20_000, acceptedExitCodes: [0, 125]},
	);
	return `${stdout}\n${stderr}`.split('\n').filter((line) => line !== '');
};

export const imageExists = async (
	system: System,
	image: string,
	signal: AbortSignal,
): Promise<boolean> => {
	const {exitCode} = await system.run(
		{program: 'podman', args: ['image', 'exists', image]},
		{signal, timeoutMs: 60_000, acceptedExitCodes: [0, 1]},
	);
	return exitCode === 0;
};

const argumentsOf = ({
	name,
	image,
	authFile,
	volumes,
	environment = {},
	entrypoint,
	args = [],
}: Container): readonly string[] => [
	`--name=${name}`,
	`--authfile=${authFile}`,
	...(entrypoint === undefined ? [] : [`--entrypoint=${entrypoint}`]),
	...Object.entries(environment).map(([key, value]) => `--env=${key}=${value}`),
	...volumes.map((volume) => `--volume=${volume}`),
	image,
	...args,
];
