/**
 * What a support bundle, or a bare journal, recorded of a run. A bundle comes from another host and over any way: its
 * checksums are held against it, and no more than what is known by name is read of it.
 */
import {createHash} from 'node:crypto';
import {gunzipSync} from 'node:zlib';
import {Parser, type ReadEntry} from 'tar';
import {InstallError, toProblem} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {parseAnswer} from '../../tools/answer.ts';
import type {InstallEvent} from '../events.ts';
import {parseJournal} from '../journal.ts';
import {
	type AnyManifest,
	anyManifestShape,
	type Manifest,
	manifestName,
	manifestShape,
} from './manifest.ts';
import {readBytes} from './read-text.ts';

export type Recording = {
	readonly serves: 'install' | 'deploy';
	readonly events: readonly InstallEvent[];
	/** What the session knew, by name; nothing for a bare journal. */
	readonly known: Readonly<Record<string, unknown>>;
	/** Of the program that recorded it. */
	readonly version?: string;
};

/** @throws InstallError BUNDLE_UNREADABLE, JOURNAL_… */
export const readRecording = async (system: System, path: string): Promise<Recording> => {
	const bytes = await readBytes(system.files.readStream(path)).catch((error: unknown) => {
		throw unreadable(path, toProblem(error).message.replace(/\.$/, ''));
	});
	return isText(bytes) ? fromJournal(path, bytes.toString('utf8')) : fromBundle(path, bytes);
};

const largestBytes = 512 * 1024 * 1024;

const isText = (bytes: Buffer): boolean => bytes[0] === '{'.charCodeAt(0);

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const fromJournal = (path: string, text: string): Recording => {
	const events = parseJournal(text, path);
	const isDeploy = events.some(
		(event) => event.type === 'run.started' && event.plan.name === 'deploy',
	);
	return {serves: isDeploy ? 'deploy' : 'install', events, known: {}};
};

const fromBundle = (path: string, bytes: Buffer): Recording => {
	const members = membersOf(path, bytes);
	const manifest = manifestIn(path, members);
	requireWhole(path, manifest, members);
	const journal = members.get('journal/journal.jsonl')?.toString('utf8') ?? '';
	return {
		serves: manifest.serves,
		events: parseJournal(journal, `${path}, journal/journal.jsonl`),
		known: Object.fromEntries([...members].flatMap(([name, content]) => knownIn(name, content))),
		version: manifest.version,
	};
};

const membersOf = (path: string, bytes: Buffer): ReadonlyMap<string, Buffer> => {
	const members = new Map<string, Buffer>();
	const parser = new Parser({
		strict: true,
		onReadEntry: (entry: ReadEntry) => {
			const chunks: Buffer[] = [];
			entry.on('data', (chunk: Buffer) => chunks.push(chunk));
			entry.on('end', () => members.set(entry.path, Buffer.concat(chunks)));
		},
	});
	try {
		parser.end(isGzip(bytes) ? gunzipSync(bytes, {maxOutputLength: largestBytes}) : bytes);
	} catch (cause) {
		throw unreadable(path, 'it is no whole tar file', cause);
	}
	return members;
};

const manifestIn = (path: string, members: ReadonlyMap<string, Buffer>): Manifest => {
	const content = members.get(manifestName);
	if (content === undefined) {
		throw unreadable(path, 'it has no manifest, so it is no support bundle, or was cut short');
	}
	try {
		const text = content.toString('utf8');
		requireFormat(path, parseAnswer(manifestName, text, anyManifestShape));
		return parseAnswer(manifestName, text, manifestShape);
	} catch (cause) {
		if (cause instanceof InstallError && cause.code === 'BUNDLE_UNREADABLE') {
			throw cause;
		}
		throw unreadable(path, 'its manifest is none of ours', cause);
	}
};

const requireFormat = (path: string, {formatVersion, version}: AnyManifest): void => {
	const {value} = manifestShape.shape.formatVersion;
	if (formatVersion !== value) {
		const made = `it has format ${formatVersion} and was made by ibi-console ${version}`;
		throw unreadable(path, `${made}; this one reads format ${value}, so show it with that one`);
	}
};

const requireWhole = (
	path: string,
	{items}: Manifest,
	members: ReadonlyMap<string, Buffer>,
): void => {
	for (const {path: name, sha256} of items) {
		const content = members.get(name);
		const found = content && createHash('sha256').update(content).digest('hex');
		if (sha256 !== undefined && found !== sha256) {
			throw unreadable(path, `${name} is not what the manifest says`);
		}
	}
};

/** `facts/findings.json` is what was known as `findings`. */
const knownIn = (name: string, content: Buffer): readonly (readonly [string, unknown])[] => {
	const known = /^(?:facts|config)\/([A-Za-z]+)\.json$/.exec(name)?.[1];
	return known === undefined ? [] : [[known, JSON.parse(content.toString('utf8'))]];
};

const unreadable = (path: string, why: string, cause?: unknown): InstallError =>
	new InstallError('BUNDLE_UNREADABLE', {path, why}, {cause});
