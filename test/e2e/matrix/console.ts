/** The bundled program inside a lab host, unattended: what it printed, how it ended, and what its journal says. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import type {LabHost} from '../../../lab/host.ts';
import type {InstallEvent, Outcome} from '../../../src/engine/events.ts';
import {lab} from '../lab-install.ts';

export const bundle = new URL('../../../dist/ibi-console.js', import.meta.url).pathname;

export type Ended = {
	/** 137 and the like when it was killed. */
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
};

export const runConsole = async (host: LabHost, args: readonly string[]): Promise<Ended> => {
	const {program, args: words} = host.inside(process.execPath, bundle, ...args);
	const child = spawn(program, words, {stdio: ['ignore', 'pipe', 'pipe']});
	const [stdout, stderr]: [string[], string[]] = [[], []];
	child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk.toString()));
	const [exitCode] = (await once(child, 'close')) as [number | null];
	return {exitCode: exitCode ?? 137, stdout: stdout.join(''), stderr: stderr.join('')};
};

/** As an unattended install is started, with its consent. */
export const installWords = (host: LabHost): readonly string[] => [
	...['--mode', 'auto', '--wipe', 'yes'],
	...['--disk', `wwn:${host.disks.target.wwn}`],
];

/** The journal that a restarted console would read; empty when no run was started. */
export const journalOf = async (host: LabHost): Promise<readonly InstallEvent[]> => {
	const {stdout} = await lab.system.run(host.inside('cat', '/run/ibi-console/journal.jsonl'), {
		acceptedExitCodes: [0, 1],
	});
	return stdout
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as InstallEvent);
};

export const outcomeOf = (events: readonly InstallEvent[]): Outcome | undefined => {
	const last = events.at(-1);
	return last?.type === 'run.finished' ? last.outcome : undefined;
};
