/** Faults of a lab host, each with its mending: made from inside, while an install runs. */
import {spawn, spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import type {LabHost} from '../../../lab/host.ts';

export const inside = (host: LabHost, program: string, ...args: readonly string[]): string => {
	const command = host.inside(program, ...args);
	const {status, stdout, stderr} = spawnSync(command.program, command.args, {encoding: 'utf8'});
	if (status !== 0) {
		throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
	}
	return stdout;
};

export const writeInside = (host: LabHost, path: string, text: string, mode = '644'): void => {
	const command = host.inside('tee', path);
	spawnSync(command.program, command.args, {input: text});
	inside(host, 'chmod', mode, path);
};

/** A program that stands before the real one in the path. */
export const coverProgram = (host: LabHost, name: string, script: string): void =>
	writeInside(host, `/usr/local/sbin/${name}`, `#!/bin/bash\n${script}\n`, '755');

export const uncoverProgram = (host: LabHost, name: string): void => {
	inside(host, 'rm', `/usr/local/sbin/${name}`);
};

type Process = {readonly pid: number; readonly words: readonly string[]};

/** Processes of this host only: by their mount namespace, whose number nobody else gets while the host stands. */
export const processesOf = (host: LabHost): readonly Process[] => {
	const namespace = namespaceOf(host);
	return readdirSync('/proc').flatMap((name) => {
		try {
			return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/ns/mnt`) === namespace
				? [{pid: Number(name), words: readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')}]
				: [];
		} catch {
			return [];
		}
	});
};

/** Asked once a host: some look at its processes fifty times a second. */
const namespaces = new WeakMap<LabHost, string>();

const namespaceOf = (host: LabHost): string => {
	const namespace = namespaces.get(host) ?? inside(host, 'readlink', '/proc/self/ns/mnt').trim();
	namespaces.set(host, namespace);
	return namespace;
};

/** Ends the registry of the host; the function brings it back. */
export const stopRegistry = (host: LabHost): (() => Promise<void>) => {
	const registry = processesOf(host).find(({words}) => words[0]?.endsWith('docker-registry'));
	if (registry === undefined) {
		throw new Error('no registry runs in this host');
	}
	// Its owner takes its configuration away when it ends.
	const config = readFileSync(registry.words[2] ?? '', 'utf8');
	process.kill(registry.pid, 'SIGKILL');
	return async () => {
		writeInside(host, '/run/registry.yml', config);
		const {program, args} = host.inside('docker-registry', 'serve', '/run/registry.yml');
		spawn(program, args, {stdio: 'ignore', detached: true}).unref();
		await untilListening(host);
	};
};

const untilListening = async (host: LabHost): Promise<void> => {
	const line = 'until (exec 3<>/dev/tcp/127.0.0.1/5443) 2>/dev/null; do sleep 0.1; done';
	const {program, args} = host.inside('timeout', '20', 'bash', '-c', line);
	const {status} = spawnSync(program, args);
	if (status !== 0) {
		throw new Error('the registry did not come back');
	}
};
