/**
 * curl, which fetches large files the way a workstation is set up for: its proxies, its authorities, and the rest
 * of a file that is there in part. The address may carry a password, so it never stands among the arguments.
 */
import {InstallError} from '../errors.ts';
import {Secret} from '../secret.ts';
import type {System} from '../system/types.ts';

export type Download = {
	readonly url: Secret;
	/** Where the bytes go; what is there already is the beginning. */
	readonly path: string;
};

export type DownloadOptions = {
	readonly signal: AbortSignal;
	/** As `12 % of 1200M`. */
	readonly onProgress?: ((text: string) => void) | undefined;
};

/** @throws InstallError DOWNLOAD_FAILED, COMMAND_MISSING, CANCELLED */
export const download = async (
	system: System,
	{url, path}: Download,
	{signal, onProgress}: DownloadOptions,
): Promise<void> => {
	const tried = await fetchRest(system, {url, path}, {signal, onProgress});
	const isWrongPart = tried !== undefined && wrongPart.test(tried);
	if (isWrongPart) {
		await system.files.remove(path);
	}
	const why = isWrongPart ? await fetchRest(system, {url, path}, {signal, onProgress}) : tried;
	if (why !== undefined) {
		const from = withoutPassword(url);
		throw new InstallError('DOWNLOAD_FAILED', {from, why: why.replaceAll(url.reveal(), from)});
	}
};

/** undefined when it is there; else what curl said. */
const fetchRest = async (
	{run}: System,
	{url, path}: Download,
	{signal, onProgress}: DownloadOptions,
): Promise<string | undefined> => {
	let said: string | undefined;
	const {exitCode, stdout} = await run(
		{program: 'flock', args: [...onlyOne, path, 'curl', ...curlArguments(path)]},
		{
			signal,
			input: new Secret(`url = "${url.reveal().replaceAll(/["\\]/g, '\\$&')}"\n`),
			acceptedExitCodes,
			onStderrLine: (line) => {
				const meter = meterOf(line);
				if (meter !== undefined) {
					onProgress?.(meter);
				}
				said = /^curl: (.*)$/.exec(line)?.[1] ?? said;
			},
		},
	);
	if (exitCode === isBusy) {
		return 'another ibi-console is fetching it right now';
	}
	if (stdout.endsWith(noSuchPart)) {
		return `the server has no such part (${noSuchPart})`;
	}
	return exitCode === 0 ? undefined : (said ?? `curl ended with ${exitCode}`);
};

export const withoutPassword = (url: Secret): string => {
	const parsed = URL.canParse(url.reveal()) ? new URL(url.reveal()) : undefined;
	return parsed === undefined ? '<redacted>' : `${parsed.origin}${parsed.pathname}`;
};

/** Every code is an answer: curl's own words say what happened. */
const acceptedExitCodes = Array.from({length: 256}, (_, code) => code);

/** Two that append to one file would spoil it. curl has no such code. */
const isBusy = 200;
const onlyOne: readonly string[] = ['--nonblock', `--conflict-exit-code=${isBusy}`];

/** An HTTP status that curl takes for the end of a file; it may as well be another, shorter file. */
const noSuchPart = '416';

/** The server gives no parts of files, or has no such part: then it is fetched from its beginning. */
const wrongPart = /^\(33\)|\(416\)$/;

/** Tries again by itself, and gives up on a line that brings less than a byte a second for a minute. */
const curlArguments = (path: string): readonly string[] => [
	...['--config', '-'],
	...['--output', path],
	...['--write-out', '%{http_code}'],
	...['--continue-at', '-'],
	...['--proto', '=http,https'],
	...['--fail', '--location', '--globoff'],
	...['--retry', '5'],
	...['--connect-timeout', '30'],
	...['--speed-time', '60'],
];

/** The first two columns of its meter. */
const meterOf = (line: string): string | undefined => {
	const [, percent, total] = /^\s*(\d{1,3})\s+(\d[\d.]*[kMGT]?)\s+\d/.exec(line) ?? [];
	return percent === undefined ? undefined : `${percent} % of ${total}`;
};
