/**
 * GNU tar, for archives whose labels, attributes, ACLs and owners must survive. Small archives and the outer
 * image layer are read by the tar library instead; see src/seed.
 */
import {InstallError} from '../errors.ts';
import {decompress} from '../system/decompress.ts';
import type {ByteStream, System} from '../system/types.ts';
import {isFull, lastLineOf, saidBy} from './said.ts';
import {setType} from './selinux.ts';

export type Extraction = {
	/** For the words of an error, as `var.tgz`. */
	readonly archive: string;
	readonly compressed: ByteStream;
	readonly directory: string;
	/** Path of the program: `tar`, or the copy of `labelledTar`. */
	readonly program: string;
	/** File with names of members, one a line, that are left in the archive. */
	readonly leftOut?: string;
};

/** @throws InstallError TARGET_FULL, ARCHIVE_UNREADABLE */
export const extractGzip = async (
	system: System,
	{archive, compressed, directory, program, leftOut}: Extraction,
	signal: AbortSignal,
	log: (line: string) => void,
): Promise<void> => {
	try {
		await system.run(
			{program, args: extractArguments(directory, leftOut)},
			{signal, input: gunzipped(archive, compressed), onStderrLine: onceEach(log)},
		);
	} catch (error) {
		throw explained(error, archive, directory);
	}
};

/** Here rather than by tar's own gzip, which takes half as much processor time again. */
async function* gunzipped(archive: string, source: ByteStream): AsyncGenerator<Uint8Array, void> {
	try {
		yield* decompress(source, 'gzip');
	} catch (cause) {
		throw isOfGunzip(cause)
			? new InstallError('ARCHIVE_UNREADABLE', {archive, why: cause.message}, {cause})
			: cause;
	}
}

const isOfGunzip = (error: unknown): error is Error =>
	error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');

/** `--numeric-owner`: the names are those of the seed, the running system may give them other numbers. */
export const extractArguments = (directory: string, leftOut?: string): readonly string[] => [
	'--extract',
	'--file=-',
	`--directory=${directory}`,
	'--numeric-owner',
	'--preserve-permissions',
	'--selinux',
	'--xattrs',
	'--xattrs-include=*',
	'--acls',
	...(leftOut === undefined ? [] : ['--anchored', '--no-wildcards', `--exclude-from=${leftOut}`]),
];

/**
 * A copy of tar that may write labels which the running policy does not know: executing a file of this type
 * is what enters the install domain. It must not stand on a filesystem mounted `nosuid`.
 */
export const labelledTar = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<string> => {
	await system.files.remove(path);
	await system.files.copy('/usr/bin/tar', path);
	await setType(system, path, 'install_exec_t', signal);
	return path;
};

/** tar repeats a warning for each of a hundred thousand members. */
const onceEach = (log: (line: string) => void): ((line: string) => void) => {
	const seen = new Set<string>();
	return (line) => {
		const kind = line.replace(/'[^']*'|‘[^’]*’|^\S+: [^:]+: /g, '');
		if (seen.size < 100 && !seen.has(kind)) {
			seen.add(kind);
			log(line);
		}
	};
};

const explained = (error: unknown, archive: string, directory: string): unknown => {
	if (isFull(error)) {
		return new InstallError('TARGET_FULL', {path: directory}, {cause: error});
	}
	if (saidBy(error) === '') {
		return error;
	}
	const why = lastLineOf(error);
	return new InstallError('ARCHIVE_UNREADABLE', {archive, why}, {cause: error});
};
