/**
 * Programs of this machine, run through execa: an argument array, a fixed environment, closed input unless
 * given, a polite end before a forced one, and the end of what it said on stderr in the error.
 */
import type {Readable, Writable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {InstallError} from '../errors.ts';
import {Secret} from '../secret.ts';
import {escapeControl, lineReader} from './lines.ts';
import {type Stopper, stopper} from './stop.ts';
import type {Command, Output, RunOptions} from './types.ts';

/** How much of each output text is kept, counted from its end. */
export const outputLimitBytes = 8 * 1024 * 1024;
const errorTailCharacters = 1024;

/** Environment handed to every program; the proxy variables travel in both spellings. */
export type BaseEnvironment = Readonly<Record<string, string>>;

type Execa = typeof import('execa').execa;
type Child = ReturnType<typeof start>;
type Result = Awaited<Child>;

export const realRun =
	(base: () => BaseEnvironment) =>
	async (command: Command, options: RunOptions = {}): Promise<Output> => {
		// Loaded with the first program, so that the first picture of a console does not wait for it.
		const {execa} = await import('execa');
		requireNotAborted(options.signal);
		const child = start(execa, command, options, base());
		const ending = stopper(child.pid, options);
		const stdout = collect(child.stdout, options.onStdoutLine);
		const stderr = collect(child.stderr, options.onStderrLine);
		const feedError = feed(child, ending, options.input).then(
			() => undefined,
			(error: unknown) => error,
		);
		const ended = Promise.all([child, stdout, stderr]);
		const answer = await Promise.race([ended, ending.givenUp]);
		ending.release();
		requireNotAborted(options.signal);
		requireInTime(command, options, ending);
		const sourceError = answer && (await feedError);
		if (sourceError !== undefined) {
			throw sourceError;
		}
		return outputOf(command, options, answer);
	};

const start = (execa: Execa, command: Command, options: RunOptions, base: BaseEnvironment) =>
	execa(command.program, command.args, {
		env: {...base, ...options.environment},
		extendEnv: false,
		stdin: options.input === undefined ? 'ignore' : 'pipe',
		stdout: 'pipe',
		stderr: 'pipe',
		buffer: false,
		reject: false,
		detached: true,
		...(options.cwd !== undefined && {cwd: options.cwd}),
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

const feed = async (child: Child, ending: Stopper, input: RunOptions['input']): Promise<void> => {
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
		ending.stop();
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

const requireInTime = (command: Command, options: RunOptions, ending: Stopper): void => {
	if (ending.hasTimedOut()) {
		const seconds = Math.round((options.timeoutMs ?? 0) / 1000);
		throw new InstallError('COMMAND_TIMED_OUT', {command: commandLine(command), seconds});
	}
};

const outputOf = (
	command: Command,
	options: RunOptions,
	answer: readonly [Result, string, string] | undefined,
): Output => {
	if (answer === undefined) {
		throw failed(command, 'it hangs and cannot be ended', '', undefined);
	}
	const [result, stdout, stderr] = answer;
	if (result.code === 'ENOENT' || result.code === 'EACCES') {
		throw new InstallError('COMMAND_MISSING', {program: command.program}, {cause: result.cause});
	}
	const {exitCode} = result;
	if (exitCode !== undefined && (options.acceptedExitCodes ?? [0]).includes(exitCode)) {
		return {exitCode, stdout, stderr};
	}
	throw failed(command, `it ${howItEnded(result)}`, stderr, result.cause);
};

/** One that cannot be read from a failing or pulled medium never began. */
const howItEnded = ({signal, exitCode, code}: Result): string => {
	if (signal !== undefined) {
		return `was ended by ${signal}`;
	}
	return exitCode === undefined
		? `could not be started (${code ?? 'no reason was given'})`
		: `ended with exit code ${exitCode}`;
};

const failed = (command: Command, how: string, stderr: string, cause: unknown): InstallError =>
	new InstallError(
		'COMMAND_FAILED',
		{
			command: commandLine(command),
			how,
			said: escapeControl(tailOf(stderr).trim()),
		},
		{cause},
	);

/** It begins with a whole word: the rest of a secret that was cut in two would not be masked. */
const tailOf = (text: string): string =>
	text.length <= errorTailCharacters
		? text
		: text.slice(-errorTailCharacters).replace(/^\S*\s?/, '');

/** The command as one could paste it into a shell. */
export const commandLine = ({program, args}: Command): string =>
	[program, ...args].map(quoted).join(' ');

const quoted = (word: string): string =>
	/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
