/** What the stand-in programs share: the host's table of disks, and the real program behind the stand-in. */
import {type SpawnSyncReturns, spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import type {LabDisk} from '../host/disks.ts';

export const disksFile = '/run/ibi-lab/disks.json';

export const labDisks = (): readonly LabDisk[] =>
	JSON.parse(readFileSync(disksFile, 'utf8')) as readonly LabDisk[];

/** The stand-in lies in /usr/local/sbin, so the real one is found after it. */
const realPath = '/usr/sbin:/usr/bin:/sbin:/bin';

export const runReal = (program: string, args: readonly string[]): SpawnSyncReturns<string> =>
	spawnSync(program, [...args], {
		encoding: 'utf8',
		env: {...process.env, PATH: realPath},
		maxBuffer: 64 * 1024 * 1024,
		stdio: ['inherit', 'pipe', 'inherit'],
	});

/** Says what the real program said and ends as it ended. */
export const finish = ({status, error}: SpawnSyncReturns<string>, stdout: string): void => {
	process.stdout.write(stdout);
	process.exitCode = error === undefined ? (status ?? 1) : 127;
};

export const asksForJson = (args: readonly string[]): boolean =>
	args.some((arg) => arg === '--json' || /^-[a-zA-Z]*J/.test(arg));
