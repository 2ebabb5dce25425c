/**
 * skopeo, which speaks to registries with the trust, the mirrors and the credentials that podman uses. Here
 * it only looks: raw manifests and raw configs, so that digests can be checked.
 */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {skopeoProblem} from './skopeo-problem.ts';

export type RegistryAccess = {
	readonly authFile?: string;
	/** Directory with `*.crt` of further authorities, beside those that the host trusts. */
	readonly certificatesDirectory?: string;
	/** Retries of what may pass by itself: refused connections, timeouts, 5xx. Waits 1 s, 2 s, 4 s, … */
	readonly retries?: number;
	readonly signal?: AbortSignal;
};

/** The manifest or index as the registry sent it. With `--raw` skopeo does not check its digest. */
export const inspectManifest = (
	system: System,
	image: string,
	access: RegistryAccess,
): Promise<string> => inspect(system, image, access, ['--raw']);

/** The config of an image as the registry sent it; skopeo has checked its digest. */
export const inspectConfig = (
	system: System,
	image: string,
	access: RegistryAccess,
): Promise<string> => inspect(system, image, access, ['--config', '--raw']);

const defaultRetries = 2;
/** Three tries of up to 30 s (the dial limit of skopeo's HTTP client) and the waits between. */
const timeoutMs = 120_000;
/** 1 is a fatal error; newer versions say 2 for an image that is not there. */
const acceptedExitCodes = [0, 1, 2];

const inspect = async (
	system: System,
	image: string,
	access: RegistryAccess,
	options: readonly string[],
): Promise<string> => {
	const {authFile, certificatesDirectory, retries = defaultRetries, signal} = access;
	const args = [
		'inspect',
		...options,
		...['--retry-times', String(retries)],
		...(authFile === undefined ? [] : ['--authfile', authFile]),
		...(certificatesDirectory === undefined ? [] : ['--cert-dir', certificatesDirectory]),
		`docker://${image}`,
	];
	const output = await untilTimeout(image, () =>
		system.run(
			{program: 'skopeo', args},
			{timeoutMs, acceptedExitCodes, ...(signal !== undefined && {signal})},
		),
	);
	if (output.exitCode !== 0) {
		throw skopeoProblem(output.stderr, {image, authFile});
	}
	return output.stdout;
};

const untilTimeout = async <Value>(image: string, run: () => Promise<Value>): Promise<Value> => {
	try {
		return await run();
	} catch (cause) {
		if (cause instanceof InstallError && cause.code === 'COMMAND_TIMED_OUT') {
			const said = `no answer within ${timeoutMs / 1000} s`;
			throw new InstallError('SEED_UNREACHABLE', {image, said}, {cause});
		}
		throw cause;
	}
};
