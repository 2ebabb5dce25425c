/** `lab host`: one command in a fresh host, on the terminal in front of us. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {type HostOptions, type LabHost, startHost} from '../host.ts';
import {run} from '../run.ts';
import type {Lab} from '../stage.ts';

export const hostFlags = {
	config: {type: 'string'},
	karg: {type: 'string', multiple: true},
	registry: {type: 'string'},
	ca: {type: 'string'},
	password: {type: 'string'},
	'target-gib': {type: 'string'},
	sector: {type: 'string'},
	keep: {type: 'string'},
} as const;

export type HostFlags = {
	readonly config?: string;
	readonly karg?: readonly string[];
	readonly registry?: string;
	readonly ca?: string;
	readonly password?: string;
	readonly 'target-gib'?: string;
	readonly sector?: string;
	readonly keep?: string;
};

export const runInHost = async (
	lab: Lab,
	flags: HostFlags,
	words: readonly string[],
): Promise<number> => {
	await using host = await startHost(lab, hostOptionsOf(flags));
	const [program = 'bash', ...args] = words;
	const exitCode = await runOnTerminal(host, program, args);
	if (flags.keep !== undefined) {
		await keepTarget(lab, host, flags.keep);
	}
	return exitCode;
};

/** Ctrl-C is for the program inside; a plain signal to us is handed on to it. */
export const runOnTerminal = async (
	host: Pick<LabHost, 'inside'>,
	program: string,
	args: readonly string[],
): Promise<number> => {
	const command = host.inside(program, ...args);
	const child = spawn(command.program, [...command.args], {stdio: 'inherit'});
	const handOn = () => void child.kill('SIGTERM');
	const ignore = () => {};
	process.on('SIGTERM', handOn);
	process.on('SIGINT', ignore);
	const [code] = await once(child, 'exit');
	process.off('SIGTERM', handOn);
	process.off('SIGINT', ignore);
	return typeof code === 'number' ? code : 1;
};

/** Holes stay holes. */
export const keepTarget = (lab: Lab, host: LabHost, file: string) =>
	run(lab, ['cp', '--sparse=always', '--reflink=auto', host.disks.target.image, file]);

const hostOptionsOf = (flags: HostFlags): HostOptions => ({
	...(flags.config !== undefined && {
		configuration: JSON.parse(flags.config) as Record<string, unknown>,
	}),
	...(flags.karg !== undefined && {kernelArguments: flags.karg}),
	...(flags.registry === 'down' && {registry: 'down'}),
	...(flags.ca === 'unknown' && {registryCa: 'unknown'}),
	...(flags.password === 'wrong' && {password: 'wrong'}),
	...(flags['target-gib'] !== undefined && {targetBytes: Number(flags['target-gib']) * 1024 ** 3}),
	...(flags.sector === '4096' && {targetSectorBytes: 4096}),
});
