/** skopeo copy: fetches an image from a registry into an OCI layout, resuming nothing but retrying requests. */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {pullProblem} from './podman.ts';
import {isFull} from './said.ts';
import {skopeoProblem} from './skopeo-problem.ts';

export type ImageCopy = {
	/** With its digest, so that what was checked is what is fetched. */
	readonly image: string;
	readonly authFile?: string;
	/** An OCI layout, made when it is missing. */
	readonly layout: string;
	/** Where several layouts keep their blobs: what is there is not fetched again. */
	readonly sharedBlobs?: string;
	readonly temporaryDirectory: string;
};

/** @throws InstallError TARGET_FULL, or what `skopeoProblem` makes of the registry's answer */
export const copyToLayout = async (
	system: System,
	copy: ImageCopy,
	signal: AbortSignal,
	log: (line: string) => void,
): Promise<void> => {
	const {stderr, exitCode} = await system.run(
		{program: 'skopeo', args: copyArguments(copy)},
		{
			signal,
			acceptedExitCodes: [0, 1, 2],
			environment: {TMPDIR: copy.temporaryDirectory},
			onStdoutLine: log,
			onStderrLine: log,
		},
	);
	if (exitCode === 0) {
		return;
	}
	const {image, authFile, layout} = copy;
	const problem = skopeoProblem(stderr, {image, authFile});
	throw isFull(problem)
		? new InstallError('TARGET_FULL', {path: layout}, {cause: problem})
		: problem;
};

/** Layers keep the bytes that the registry serves, so that their digests stay those of the manifest. */
export const copyArguments = ({
	image,
	authFile,
	layout,
	sharedBlobs,
}: ImageCopy): readonly string[] => [
	'copy',
	'--retry-times=5',
	'--dest-oci-accept-uncompressed-layers',
	...(authFile === undefined ? [] : [`--src-authfile=${authFile}`]),
	...(sharedBlobs === undefined ? [] : [`--dest-shared-blob-dir=${sharedBlobs}`]),
	`docker://${image}`,
	`oci:${layout}:seed`,
];

export type StorageCopy = {
	/** Its name in the container storage. */
	readonly image: string;
	/** As the `dir:` transport lays an image out. */
	readonly directory: string;
	readonly temporaryDirectory: string;
};

/**
 * From a directory into the container storage of this host, digest by digest as it is.
 * @throws InstallError IMAGE_PULL_FAILED, TARGET_FULL
 */
export const copyIntoStorage = async (
	system: System,
	{image, directory, temporaryDirectory}: StorageCopy,
	signal: AbortSignal,
): Promise<void> => {
	const args = [
		...['copy', '--quiet', '--preserve-digests'],
		...[`dir:${directory}`, `containers-storage:${image}`],
	];
	const environment = {TMPDIR: temporaryDirectory};
	try {
		await system.run({program: 'skopeo', args}, {signal, environment});
	} catch (error) {
		throw pullProblem(error, {image, temporaryDirectory});
	}
};
