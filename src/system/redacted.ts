/**
 * A system whose outputs, lines, errors and appended files show `<redacted>` where one of the known secrets stood: the last
 * net under programs that print what they were given.
 */
import {InstallError} from '../errors.ts';
import {redactedText, type Secret} from '../secret.ts';
import type {AppendFile, RunOptions, System} from './types.ts';

/** Shorter texts are not masked: they would mask half of every log. */
const shortestMaskedCharacters = 6;
/** Of a text of several lines; shorter ones are brackets and words that are no secret by themselves. */
const shortestMaskedLineCharacters = 16;

export const redacted = (system: System, secrets: () => readonly Secret[]): System => {
	const mask = (text: string): string => maskSecrets(text, secrets());
	return {
		...system,
		run: async (command, options = {}) => {
			try {
				const output = await system.run(command, maskedLines(options, mask));
				return {...output, stderr: mask(output.stderr)};
			} catch (error) {
				throw maskError(error, mask);
			}
		},
		files: {
			...system.files,
			openAppend: async (path, mode) =>
				maskedAppend(await system.files.openAppend(path, mode), mask),
		},
	};
};

/** Journals and logs: they are carried away, and a defect of ours may put anything into them. */
const maskedAppend = (file: AppendFile, mask: Mask): AppendFile => ({
	...file,
	write: (text) => file.write(mask(text)),
});

export const maskSecrets = (text: string, secrets: readonly Secret[]): string =>
	secrets
		.flatMap((secret) => spellingsOf(secret.reveal()))
		.reduce((masked, value) => masked.replaceAll(value, redactedText), text);

/** Programs quote a key or a document as one piece, as a JSON text, or line by line. */
const spellingsOf = (value: string): readonly string[] => {
	const lines = value.includes('\n') ? value.split('\n').map((line) => line.trim()) : [];
	return [
		...[value, JSON.stringify(value).slice(1, -1)].filter(
			({length}) => length >= shortestMaskedCharacters,
		),
		...lines.filter((line) => line.length >= shortestMaskedLineCharacters && !isFrame(line)),
	];
};

/** `-----BEGIN PRIVATE KEY-----` tells nothing, and says what was there. */
const isFrame = (line: string): boolean => line.startsWith('-----');

type Mask = (text: string) => string;

const maskedLines = (options: RunOptions, mask: Mask): RunOptions => {
	const {onStdoutLine, onStderrLine} = options;
	return {
		...options,
		...(onStdoutLine && {onStdoutLine: (line: string) => onStdoutLine(mask(line))}),
		...(onStderrLine && {onStderrLine: (line: string) => onStderrLine(mask(line))}),
	};
};

const maskError = (error: unknown, mask: Mask): unknown => {
	if (error instanceof Error) {
		// Of a cancelled wait it is a getter, which an assignment would not pass.
		Object.defineProperty(error, 'message', {value: mask(error.message)});
		error.cause = error instanceof InstallError ? maskError(error.cause, mask) : error.cause;
	}
	return error;
};
