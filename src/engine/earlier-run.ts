/**
 * What an earlier run of ours left on a disk: a finished install, or one that was cut short, with its journal.
 * Nothing is written to look: the root filesystem is mounted read-only and without replaying its log.
 */
import {toProblem} from '../errors.ts';
import type {Disk} from '../hardware/facts.ts';
import type {System} from '../system/types.ts';
import {type MountRequest, mount, unmount} from '../tools/mount.ts';
import type {InstallEvent} from './events.ts';
import {readJournal} from './journal.ts';
import {journalName} from './journal-name.ts';
import {rootPartition} from './steps/layout.ts';
import {type RecordedResult, readResult, resultName} from './steps/record.ts';

export type EarlierRun =
	| {readonly kind: 'none'}
	/** The result is absent where another installer did it. */
	| {readonly kind: 'finished'; readonly result?: RecordedResult}
	/** Events are absent where it had not come so far that the disk could hold them. */
	| {readonly kind: 'interrupted'; readonly events?: readonly InstallEvent[]}
	| {readonly kind: 'unknown'; readonly reason: string};

/** The second writes, though nothing but what the filesystem had begun to write itself. */
export type Look = 'as it is' | 'replay its log';

/** Only a disk that looks like an image-based install is mounted. */
export const readEarlierRun = async (
	system: System,
	disk: Disk,
	signal: AbortSignal,
	how: Look = 'as it is',
): Promise<EarlierRun> => {
	const root = rootOf(disk);
	if (root === undefined) {
		return {kind: 'none'};
	}
	if (!disk.uses.known || disk.uses.value.length > 0) {
		return {kind: 'unknown', reason: 'the disk is in use'};
	}
	try {
		return await whileMounted(system, {device: root, options: options[how]}, signal, (top) =>
			readBelow(system, top),
		);
	} catch (error) {
		return {kind: 'unknown', reason: toProblem(error).message};
	}
};

export const mayHoldEarlierRun = (disk: Disk): boolean => rootOf(disk) !== undefined;

const rootOf = ({contents}: Disk): string | undefined => {
	if (!contents.known || contents.value.kind !== 'data') {
		return undefined;
	}
	const {earlierInstall, partitions} = contents.value;
	return earlierInstall?.kind === 'image-based'
		? partitions.find(({number}) => number === rootPartition)?.path
		: undefined;
};

const lookingGlass = '/run/ibi-console/earlier';

/** The root of CoreOS is XFS; another disk may carry the same filesystem id. Nothing on it is trusted. */
const untrusted = ['ro', 'nouuid', 'nosuid', 'nodev', 'noexec'];

const options: Readonly<Record<Look, readonly string[]>> = {
	'as it is': [...untrusted, 'norecovery'],
	'replay its log': untrusted,
};

const whileMounted = async <Result>(
	system: System,
	what: Pick<MountRequest, 'device' | 'options'>,
	signal: AbortSignal,
	work: (top: string) => Promise<Result>,
): Promise<Result> => {
	await system.files.makeDirectory(lookingGlass, 0o700);
	await mount(system, {...what, mountpoint: lookingGlass}, signal);
	try {
		return await work(lookingGlass);
	} finally {
		await unmount(system, lookingGlass, new AbortController().signal);
	}
};

/** @param top where the root filesystem of the disk is seen */
export const readBelow = async (system: System, top: string): Promise<EarlierRun> => {
	const work = `${top}/ostree/.ibi-console`;
	if ((await system.files.stat(work)) !== undefined) {
		const journal = `${work}/${journalName}`;
		const isReadable = await isOwnFile(system, top, journal);
		return interrupted(isReadable ? await readJournal(system, journal) : []);
	}
	const stateroots = await system.files.list(`${top}/ostree/deploy`);
	const seeds = stateroots.filter((name) => name !== baseStateroot);
	const [name] = seeds;
	if (name === undefined) {
		return stateroots.length === 0
			? {kind: 'unknown', reason: 'its root filesystem holds no ostree deployment'}
			: {kind: 'interrupted'};
	}
	const record = `${top}/ostree/deploy/${name}/var/lib/ibi-console`;
	const isRecorded = await isOwnFile(system, top, `${record}/${resultName}`);
	const result = isRecorded ? await readResult(system, record) : undefined;
	return {kind: 'finished', ...(result && {result})};
};

/** A link may lead to the running system, and whoever opens a pipe waits for ever. */
const isOwnFile = async (system: System, top: string, path: string): Promise<boolean> => {
	const [realTop, real] = await Promise.all([top, path].map(system.files.resolve));
	return (
		real?.startsWith(`${realTop}/`) === true && (await system.files.stat(real))?.kind === 'file'
	);
};

/** Of every CoreOS image; an install removes it at its end. */
const baseStateroot = 'rhcos';

const interrupted = (events: readonly InstallEvent[]): EarlierRun => ({
	kind: 'interrupted',
	...(events.length > 0 && {events}),
});
