/**
 * The program as it travels: a squashfs with the Node runtime, our own files, and what starts them. It is named
 * by the digest of what is in it and kept between runs, since packing takes longer than all the rest.
 */
import {createHash} from 'node:crypto';
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {makeSquashfs} from '../../tools/mksquashfs.ts';
import {digestOfFile} from '../digest.ts';
import {forget, keep, soundDigest} from './kept-file.ts';
import {programMount} from './live-parts.ts';
import {listTree} from './tree.ts';

export type ProgramSource = {
	/** The Node runtime of the architecture of the hosts. */
	readonly runtime: string;
	/** What the build made: `ibi-console.js`, its parts, and `live` with `systemd` and `iso-overlay`. */
	readonly bundle: string;
};

export const liveDirectory = ({bundle}: ProgramSource): string => `${bundle}/live`;

/** Where it lies on the medium. */
export const programPath = '/ibi-console/program.squashfs';

export type PackOptions = {
	readonly cacheDirectory: string;
	readonly architecture: 'amd64' | 'arm64';
	readonly signal: AbortSignal;
};

export type PackedProgram = {
	readonly path: string;
	/** In hexadecimal digits. */
	readonly sha256: string;
};

/** @throws InstallError PROGRAM_INCOMPLETE, COMMAND_… */
export const packProgram = async (
	system: System,
	source: ProgramSource,
	{cacheDirectory, architecture, signal}: PackOptions,
): Promise<PackedProgram> => {
	const members = await membersOf(system, source);
	const start = `program-${architecture}-`;
	const path = `${cacheDirectory}/${start}${await nameOf(system, members, signal)}.squashfs`;
	const kept = await soundDigest(system, path, signal);
	if (kept !== undefined) {
		return {path, sha256: kept};
	}
	await system.files.makeDirectory(cacheDirectory, 0o700);
	// Another run may be packing the same.
	const work = `${path}.${Buffer.from(system.random.bytes(4)).toString('hex')}`;
	const output = `${work}.new`;
	try {
		await copyMembers(system, members, work);
		await makeSquashfs(system, {tree: work, output, modes: modesOf(members)}, signal);
		await forgetOthers(system, cacheDirectory, start);
		return {path, sha256: await keep(system, output, path, {signal})};
	} finally {
		await system.files.removeTree(work);
		await system.files.remove(output);
	}
};

/** Each is as large as Node, and a newer program has taken their place. */
const forgetOthers = async (system: System, directory: string, start: string): Promise<void> => {
	const names = await system.files.list(directory);
	for (const name of names) {
		if (name.startsWith(start) && name.endsWith('.squashfs')) {
			await forget(system, `${directory}/${name}`);
		}
	}
};

type Member = {readonly from: string; readonly to: string; readonly isExecutable: boolean};

const membersOf = async ({files}: System, source: ProgramSource): Promise<readonly Member[]> => {
	const ours = (await listTree(files, source.bundle)).filter(({path}) => !path.startsWith('live/'));
	const starters = `${liveDirectory(source)}/iso-overlay/${programMount}`;
	const starting = await listTree(files, starters);
	if (!ours.some(({path}) => path === 'ibi-console.js') || starting.length === 0) {
		throw new InstallError('PROGRAM_INCOMPLETE', {bundle: source.bundle});
	}
	return [
		{from: source.runtime, to: 'bin/node', isExecutable: true},
		...ours.map(({path, isExecutable}) => ({
			from: `${source.bundle}/${path}`,
			to: `lib/${path}`,
			isExecutable,
		})),
		...starting.map(({path, isExecutable}) => ({
			from: `${starters}/${path}`,
			to: path,
			isExecutable,
		})),
	];
};

/** What is packed, and how: another way of packing is another name. */
const nameOf = async (
	{files}: System,
	members: readonly Member[],
	signal: AbortSignal,
): Promise<string> => {
	const name = createHash('sha256').update('1');
	for (const {from, to, isExecutable} of members) {
		name.update(`${to}\0${isExecutable}\0${await digestOfFile(files, from, {signal})}\n`);
	}
	return name.digest('hex').slice(0, 16);
};

const copyMembers = async (
	{files}: System,
	members: readonly Member[],
	work: string,
): Promise<void> => {
	for (const directory of directoriesOf(members)) {
		await files.makeDirectory(`${work}/${directory}`);
	}
	for (const {from, to} of members) {
		await files.copy(from, `${work}/${to}`);
	}
};

const modesOf = (members: readonly Member[]): Readonly<Record<string, number>> =>
	Object.fromEntries([
		...directoriesOf(members).map((path) => [path, 0o755]),
		...members.map(({to, isExecutable}) => [to, isExecutable ? 0o755 : 0o644]),
	]);

/** Parents before children. */
const directoriesOf = (members: readonly Member[]): readonly string[] => {
	const parents = members.flatMap(({to}) =>
		to
			.split('/')
			.slice(0, -1)
			.map((_name, index, names) => names.slice(0, index + 1).join('/')),
	);
	return [...new Set(parents)].sort();
};
