/**
 * A host at the edge in a directory of its own: its files are real and so are cp, tar, rm and chmod; podman, systemctl and
 * the like are played. No program is ever given a path outside of the directory.
 */
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {EdgeParams} from '../../../../src/engine/steps/edge/inputs.ts';
import {InstallError} from '../../../../src/errors.ts';
import {realSystem} from '../../../../src/system/real.ts';
import {commandLine} from '../../../../src/system/run.ts';
import type {Command, Files, Output, RunOptions, System} from '../../../../src/system/types.ts';
import {contextOn, type Told} from '../scripted-system.ts';
import {manifestText, seedDocument} from './site.ts';

type Played = (
	command: Command,
	options: RunOptions,
) => Partial<Output> | undefined | Promise<Partial<Output> | undefined>;

export type EdgeHost = {
	readonly root: string;
	readonly system: System;
	readonly context: Told;
	readonly params: EdgeParams;
	readonly asked: string[];
	/** Answers of programs that are played, by the start of the command line; the newest wins. */
	readonly play: (start: string, played: Played) => void;
	readonly write: (path: string, text: string, mode?: number) => string;
	/** Of a path of the host. */
	readonly at: (path: string) => string;
};

const realPrograms = ['cp', 'tar', 'rm', 'chmod', 'find'];

export const edgeHost = async (changes: object = {}): Promise<EdgeHost> => {
	const root = mkdtempSync(join(tmpdir(), 'ibi-edge-'));
	const real = realSystem({PATH: process.env['PATH']});
	const at = (path: string): string => (path.startsWith(root) ? path : join(root, path));
	const asked: string[] = [];
	const plays: (readonly [string, Played])[] = [];
	const run: System['run'] = async (command, options = {}) => {
		const line = commandLine(command);
		asked.push(line);
		const played = plays.findLast(([start]) => line.startsWith(start))?.[1];
		if (played === undefined && realPrograms.includes(command.program)) {
			return real.run(withinRoot(command, root), options);
		}
		const answer = {stdout: '', stderr: '', exitCode: 0, ...(await played?.(command, options))};
		for (const text of answer.stdout.split('\n')) {
			options.onStdoutLine?.(text);
		}
		if (!(options.acceptedExitCodes ?? [0]).includes(answer.exitCode)) {
			const how = `it ended with exit code ${answer.exitCode}`;
			throw new InstallError('COMMAND_FAILED', {command: line, how, said: answer.stderr});
		}
		return answer;
	};
	const write = (path: string, text: string, mode = 0o644): string => {
		mkdirSync(dirname(at(path)), {recursive: true});
		writeFileSync(at(path), text, {mode});
		return at(path);
	};
	const sleep = async (): Promise<void> => {
		await new Promise((resolve) => setTimeout(resolve, 1));
	};
	const system: System = {
		...real,
		run,
		files: filesIn(real.files, at),
		clock: {...real.clock, sleep},
		fetch: async () => new Response('{"health":"true"}'),
	};
	write('/opt/openshift/cluster-configuration/manifest.json', await manifestText(changes), 0o600);
	write('/var/seed_data/manifest.json', JSON.stringify(seedDocument));
	write('/etc/kubernetes/manifests/etcd-pod.yaml', etcdPod);
	write('/proc/sys/kernel/hostname', 'edge7-n0\n');
	write('/sys/devices/system/cpu/online', '0-1\n');
	return {
		root,
		system,
		context: contextOn(system),
		params: {stateDirectory: join(root, 'var/lib/ibi-console')},
		asked,
		play: (start, played) => plays.push([start, played]),
		write,
		at,
	};
};

const etcdPod = `apiVersion: v1
kind: Pod
spec:
  containers:
  - name: etcdctl
    image: quay.io/other
  - name: etcd
    image: quay.io/etcd@sha256:2222
`;

const filesIn = (real: Files, at: (path: string) => string): Files => ({
	...(Object.fromEntries(
		Object.entries(real).map(([verb, act]) => [
			verb,
			(path: string, ...rest: readonly never[]) =>
				(act as (path: string, ...rest: readonly never[]) => unknown)(at(path), ...rest),
		]),
	) as Files),
	copy: (from, to) => real.copy(at(from), at(to)),
	rename: (from, to) => real.rename(at(from), at(to)),
});

/** `--directory=/` is where tar begins to read; every other path must lie in the root already, or is moved there. */
const withinRoot = ({program, args}: Command, root: string): Command => ({
	program,
	args: args.map((arg) => {
		const [, option = '', path] = /^(--[a-z-]+=)?(\/.*)$/.exec(arg) ?? [];
		return path === undefined || path.startsWith(root) || arg === '--directory=/'
			? arg
			: `${option}${join(root, path)}`;
	}),
});

/** What `find` and `getfattr` tell of everything below: what a rollback has to bring back. */
export const portraitOf = (paths: readonly string[]): string =>
	[
		execFileSync('find', [...paths, '-printf', '%p %y %m %U:%G %s %l %T@\\n']).toString(),
		execFileSync('find', [...paths, '-type', 'f', '-exec', 'sha256sum', '{}', '+']).toString(),
		execFileSync('getfattr', ['-hPR', '-d', '-m', '-', '--absolute-names', ...paths]).toString(),
	]
		.map((text) => text.split('\n').toSorted().join('\n'))
		.join('\n');
