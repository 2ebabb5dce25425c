/** Installing a lab host from a test: the run inside it as events, and its disk afterwards, seen from outside. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {mkdtemp, readFile, rmdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {LabHost} from '../../lab/host.ts';
import {type Entry, inventory} from '../../lab/inventory.ts';
import {partitionOf, withMount} from '../../lab/loop.ts';
import {silentReporter} from '../../lab/reporter.ts';
import {labSettings} from '../../lab/settings.ts';
import {artifactDirectory, type Lab} from '../../lab/stage.ts';
import {seedContent} from '../../lab/stages/seed-content.ts';
import type {Settings} from '../../src/config/settings.ts';
import type {InstallEvent, Outcome} from '../../src/engine/events.ts';
import {realSystem} from '../../src/system/real.ts';

export const lab: Lab = {
	system: realSystem(process.env),
	settings: labSettings(process.env),
	reporter: silentReporter,
};

export type Ended = {
	readonly events: readonly InstallEvent[];
	/** Absent when the engine was killed. */
	readonly outcome?: Outcome;
};

export type Watch = (event: InstallEvent, stop: (signal: 'SIGTERM' | 'SIGKILL') => void) => void;

/** Runs the engine inside the host until it ends or `watch` stops it. */
export const runEngine = async (
	host: LabHost,
	words: readonly ['start', Partial<Settings>] | readonly ['resume'] | readonly ['wipe', string],
	watch: Watch = () => {},
): Promise<Ended> => {
	const [verb, what = ''] = words;
	const flags = typeof what === 'string' ? what : JSON.stringify(what);
	const script = join(import.meta.dirname, '../../lab/drive-install.ts');
	const command = host.inside(process.execPath, script, verb, flags);
	const child = spawn(command.program, command.args, {stdio: ['ignore', 'pipe', 'inherit']});
	const events: InstallEvent[] = [];
	for await (const line of createInterface({input: child.stdout})) {
		const event = JSON.parse(line) as InstallEvent;
		events.push(event);
		watch(event, (signal) => stop(child, signal));
	}
	if (child.exitCode === null && child.signalCode === null) {
		await once(child, 'exit');
	}
	const last = events.at(-1);
	return {events, ...(last?.type === 'run.finished' && {outcome: last.outcome})};
};

export const linesOf = ({events}: Ended): readonly string[] =>
	events.flatMap((event) => (event.type === 'step.logged' ? [event.line] : []));

/** As systemd stops a unit: asked, the engine ends its programs itself; killed, all of them go with it. */
const stop = ({pid = 0}: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void => {
	for (const victim of signal === 'SIGKILL' ? [pid, ...descendantsOf(pid)] : [pid]) {
		process.kill(victim, signal);
	}
};

const descendantsOf = (pid: number): readonly number[] => {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
	return children
		.split(' ')
		.filter((text) => text !== '')
		.map(Number)
		.flatMap((child) => [child, ...descendantsOf(child)]);
};

/** A partition of the host's target, readable only while `work` runs. */
export const onPartition = async <T>(
	host: LabHost,
	number: number,
	work: (directory: string) => Promise<T>,
): Promise<T> => {
	const directory = await mkdtemp(join(tmpdir(), 'ibi-e2e-'));
	try {
		const device = partitionOf(host.disks.target.device, number);
		return await withMount(lab, [device, directory], () => work(directory));
	} finally {
		await rmdir(directory);
	}
};

/** As a restore must give it back. */
export const expectedInventory = async (file: string): Promise<readonly Entry[]> => {
	const directory = await artifactDirectory(seedContent, lab.settings);
	return JSON.parse(await readFile(join(directory, file), 'utf8')) as readonly Entry[];
};

/** What of /var an install by the bundled program adds to the seed's: its record, and itself for the first boot. */
export const isOfConsole = ({path}: Entry): boolean =>
	/^(lib\/ibi-console|usrlocal\/lib|usrlocal\/bin\/ibi-console)(\/|$)/.test(path);

/** XFS shows each ACL a second time under the name by which IRIX knew it. */
export const restoredInventory = async (directory: string): Promise<readonly Entry[]> =>
	(await inventory(lab.system, directory)).map(({attributes, ...entry}) => {
		const kept = Object.entries(attributes ?? {}).filter(
			([name]) => !/^trusted\.SGI_ACL/.test(name),
		);
		return kept.length === 0 ? entry : {...entry, attributes: Object.fromEntries(kept)};
	});
