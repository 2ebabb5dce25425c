/**
 * Programs of this machine, run through execa: an argument array, a fixed environment, closed input unless
 * given, a polite end before a forced one, and the end of what it said on stderr in the error.
 */
import type {Readable, Writable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {execa} from 'execa';
import {InstallError} from '../errors.ts';
import {Secret} from '../secret.ts';
import {escapeControl, lineReader} from './lines.ts';
import type {Command, Output, RunOptions} from './types.ts';

/** How much of each output text is kept, counted from its end. */
export const outputLimitBytes = 8 * 1024 * 1024;
const errorTailCharacters = 1024;
const forceKillAfterMs = 5000;

/** Environment handed to every program; the proxy variables travel in both spellings. */
export type BaseEnvironment = Readonly<Record<string, string>>;

type Child = ReturnType<typeof start>;
type Result = Awaited<Child>;

export const realRun =
	(base: BaseEnvironment) =>
	async (command: Command, options: RunOptions = {}): Promise<Output> => {
		requireNotAborted(options.signal);
		const child = start(command, options, base);
		const stdout = collect(child.stdout, options.onStdoutLine);
		const stderr = collect(child.stderr, options.onStderrLine);
		const feedError = feed(child, options.input).then(
			() => undefined,
			(error: unknown) => error,
		);
		const result = await child;
		const output = {
			exitCode: result.exitCode ?? -1,
			stdout: await stdout,
			stderr: await stderr,
		};
		requireNotAborted(options.signal);
		const sourceError = await feedError;
		if (sourceError !== undefined) {
			throw sourceError;
		}
		requireSuccess(command, options, result, output);
		return output;
	};

const start = (command: Command, options: RunOptions, base: BaseEnvironment) =>
	execa(command.program, command.args, {
		env: {...base, ...options.environment},
		extendEnv: false,
		stdin: options.input === undefined ? 'ignore' : 'pipe',
		stdout: 'pipe',
		stderr: 'pipe',
		buffer: false,
		reject: false,
		forceKillAfterDelay: forceKillAfterMs,
		...(options.cwd !== undefined && {cwd: options.cwd}),
		...(options.signal !== undefined && {cancelSignal: options.signal}),
		...(options.timeoutMs !== undefined && {timeout: options.timeoutMs}),
	});

const collect = async (
	stream: Readable,
	onLine: ((line: string) => void) | undefined,
): Promise<string> => {
	const reader = onLine && lineReader(onLine);
	const kept: Uint8Array[] = [];
	let keptBytes = 0;
	for await (const chunk of stream as AsyncIterable<Uint8Array>) {
		reader?.push(chunk);
		kept.push(chunk);
		keptBytes += chunk.byteLength;
		while (keptBytes - (kept[0]?.byteLength ?? 0) > outputLimitBytes) {
			keptBytes -= kept.shift()?.byteLength ?? 0;
		}
	}
	reader?.end();
	return Buffer.concat(kept).toString('utf8');
};

const feed = async (child: Child, input: RunOptions['input']): Promise<void> => {
	const {stdin} = child;
	if (input === undefined || stdin === null) {
		return;
	}
	try {
		await ignoringClosedPipe(() =>
			typeof input === 'string' || input instanceof Secret
				? endWith(stdin, reveal(input))
				: pipeline(input, stdin),
		);
	} catch (error) {
		child.kill();
		throw error;
	}
};

const reveal = (text: string | Secret): string => (text instanceof Secret ? text.reveal() : text);

const endWith = (stream: Writable, text: string): Promise<void> =>
	new Promise((resolve, reject) => {
		stream.once('error', reject);
		stream.end(text, () => resolve());
	});

/** A program that ends before it read everything tells why by its exit code, not by our broken pipe. */
const ignoringClosedPipe = async (write: () => Promise<void>): Promise<void> => {
	try {
		await write();
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE') {
			throw error;
		}
	}
};

const requireNotAborted = (signal: AbortSignal | undefined): void => {
	if (signal?.aborted) {
		throw new InstallError('CANCELLED', undefined, {cause: signal.reason});
	}
};

const requireSuccess = (
	command: Command,
	options: RunOptions,
	result: Result,
	output: Output,
): void => {
	if (result.timedOut) {
		const seconds = Math.round((options.timeoutMs ?? 0) / 1000);
		throw new InstallError('COMMAND_TIMED_OUT', {command: commandLine(command), seconds});
	}
	if (result.code === 'ENOENT' || result.code === 'EACCES') {
		throw new InstallError('COMMAND_MISSING', {program: command.program}, {cause: result.cause});
	}
	if (result.exitCode === undefined || !acceptedExitCodes(options).includes(output.exitCode)) {
		const how = result.signal
			? `it was ended by ${result.signal}`
			: `it ended with exit code ${output.exitCode}`;
		const said = escapeControl(output.stderr.slice(-errorTailCharacters).trim());
		throw new InstallError(
			'COMMAND_FAILED',
			{command: commandLine(command), how, said},
			{cause: result.cause},
		);
	}
};

const acceptedExitCodes = (options: RunOptions): readonly number[] =>
	options.acceptedExitCodes ?? [0];

/** The command as one could paste it into a shell. */
export const commandLine = ({program, args}: Command): string =>
	[program, ...args].map(quoted).join(' ');

const quoted = (word: string): string =>
	/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
