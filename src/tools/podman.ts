/** podman: pulls images into the container storage of the installed system and says what is in there. */
import {z} from 'zod';
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {isFull, lastLineOf, saidBy} from './said.ts';

export type ImagePull = {
	readonly image: string;
	readonly authFile?: string;
	/** Where blobs are spooled. */
	readonly temporaryDirectory: string;
	/** As of a proxy. */
	readonly environment?: Readonly<Record<string, string>>;
	readonly timeoutMs?: number;
};

/** @throws InstallError IMAGE_PULL_FAILED, TARGET_FULL */
export const pullImage = async (
	system: System,
	pull: ImagePull,
	signal: AbortSignal,
): Promise<void> => {
	try {
		await system.run(
			{program: 'podman', args: pullArguments(pull)},
			{
				signal,
				environment: {...pull.environment, TMPDIR: pull.temporaryDirectory},
				...(pull.timeoutMs !== undefined && {timeoutMs: pull.timeoutMs}),
			},
		);
	} catch (error) {
		throw pullProblem(error, pull);
	}
};

export const pullArguments = ({image, authFile}: ImagePull): readonly string[] => [
	'pull',
	'--quiet',
	...(authFile === undefined ? [] : [`--authfile=${authFile}`]),
	image,
];

/** The digests that storage knows an image by, under one of its names; undefined when it is not there. */
export const imageDigests = async (
	system: System,
	image: string,
	signal: AbortSignal,
): Promise<readonly string[] | undefined> => {
	const args = ['image', 'inspect', image];
	const {stdout, exitCode} = await system.run(
		{program: 'podman', args},
		{signal, acceptedExitCodes: [0, 125]},
	);
	return exitCode === 0 ? parseDigests(stdout) : undefined;
};

/** The same of many images at once; undefined when one of them is not there: then each must be asked for. */
export const allImageDigests = async (
	system: System,
	images: readonly string[],
	signal: AbortSignal,
): Promise<readonly (readonly string[])[] | undefined> => {
	const args = ['image', 'inspect', ...images];
	const {stdout, exitCode} = await system.run(
		{program: 'podman', args},
		{signal, acceptedExitCodes: [0, 125]},
	);
	return exitCode === 0 ? parseAllDigests(stdout) : undefined;
};

/** All names in container storage, with tag and by digest. */
export const listImageNames = async (
	system: System,
	signal: AbortSignal,
): Promise<readonly string[]> => {
	const args = ['images', '--all', '--format', 'json'];
	const {stdout} = await system.run({program: 'podman', args}, {signal});
	return parseImageNames(stdout);
};

/** Both lists are null for an image that lost its names. */
const listShape = z.array(
	z.object({Names: z.array(z.string()).nullish(), RepoDigests: z.array(z.string()).nullish()}),
);

const parseImageNames = (text: string): readonly string[] =>
	parseAnswer('podman images', text, listShape).flatMap(({Names, RepoDigests}) => [
		...(RepoDigests ?? []),
		...(Names ?? []),
	]);

const inspectShape = z
	.array(z.object({Digest: z.string(), RepoDigests: z.array(z.string()).nullish()}))
	.min(1);

export const parseDigests = (text: string): readonly string[] => parseAllDigests(text)[0] ?? [];

/** In the order in which the images were named. */
const parseAllDigests = (text: string): readonly (readonly string[])[] =>
	parseAnswer('podman image inspect', text, inspectShape).map(({Digest, RepoDigests}) => {
		const named = (RepoDigests ?? []).map((name) => name.split('@').at(-1) ?? name);
		return [...new Set([Digest, ...named])];
	});

/**
 * The registry's answers that no retry changes, in the words of distribution-spec error codes as
 * containers/image prints them: MANIFEST_UNKNOWN, NAME_UNKNOWN, UNAUTHORIZED, DENIED.
 */
export const isPermanent = (error: unknown): boolean =>
	/manifest unknown|name unknown|unauthorized|authentication required|denied: |invalid reference format/i.test(
		error instanceof Error ? error.message : '',
	);

/** What putting an image into the storage ended with. */
export const pullProblem = (
	error: unknown,
	{image, temporaryDirectory}: Pick<ImagePull, 'image' | 'temporaryDirectory'>,
): unknown => {
	if (isFull(error)) {
		return new InstallError('TARGET_FULL', {path: temporaryDirectory}, {cause: error});
	}
	if (saidBy(error) === '') {
		return error;
	}
	return new InstallError('IMAGE_PULL_FAILED', {image, why: lastLineOf(error)}, {cause: error});
};
