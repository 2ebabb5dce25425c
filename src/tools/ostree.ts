/** ostree: objects, stateroots and deployments of the installed system, below its sysroot. */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {isFull} from './said.ts';

export const pullLocal = async (
	system: System,
	repository: string,
	source: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['pull-local', `--repo=${repository}`, source];
	await writing(repository, () => system.run({program: 'ostree', args}, {signal}));
};

export const initStateroot = async (
	system: System,
	sysroot: string,
	stateroot: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['admin', 'os-init', `--sysroot=${sysroot}`, stateroot];
	await system.run({program: 'ostree', args}, {signal});
};

export type Deploy = {
	readonly sysroot: string;
	readonly stateroot: string;
	readonly kernelArguments: readonly string[];
	readonly commit: string;
};

export const deploy = async (
	system: System,
	wanted: Deploy,
	signal: AbortSignal,
): Promise<void> => {
	const args = deployArguments(wanted);
	await writing(wanted.sysroot, () => system.run({program: 'ostree', args}, {signal}));
};

/** Each kernel argument is one word of our own argument array: nothing quotes it and nothing expands it. */
export const deployArguments = ({
	sysroot,
	stateroot,
	kernelArguments,
	commit,
}: Deploy): readonly string[] => [
	'admin',
	'deploy',
	'--os',
	stateroot,
	'--no-prune',
	'--sysroot',
	sysroot,
	...kernelArguments.flatMap((argument) => ['--karg-append', argument]),
	commit,
];

export type Deployment = {
	/** Its place in the boot order, which is also how `undeploy` names it. */
	readonly index: number;
	readonly stateroot: string;
	readonly commit: string;
	readonly serial: number;
};

export const listDeployments = async (
	system: System,
	sysroot: string,
	signal: AbortSignal,
): Promise<readonly Deployment[]> => {
	const args = ['admin', 'status', `--sysroot=${sysroot}`];
	const {stdout} = await system.run({program: 'ostree', args}, {signal});
	return parseStatus(stdout);
};

/** Lines as `* rhcos 0123….0 (pending)`; the indented ones below each tell its origin. */
export const parseStatus = (text: string): readonly Deployment[] =>
	text
		.split('\n')
		.map((line) => /^[* ] (\S+) ([0-9a-f]{64})\.(\d+)( |$)/.exec(line))
		.filter((found) => found !== null)
		.map(([, stateroot = '', commit = '', serial = ''], index) => ({
			index,
			stateroot,
			commit,
			serial: Number(serial),
		}));

export const undeploy = async (
	system: System,
	sysroot: string,
	index: number,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['admin', 'undeploy', `--sysroot=${sysroot}`, String(index)];
	await system.run({program: 'ostree', args}, {signal});
};

export const deploymentPath = (sysroot: string, deployment: Deployment): string => {
	const {stateroot, commit, serial} = deployment;
	return `${sysroot}/ostree/deploy/${stateroot}/deploy/${commit}.${serial}`;
};

export const listRefs = async (
	system: System,
	repository: string,
	signal: AbortSignal,
): Promise<readonly string[]> => {
	const args = ['refs', `--repo=${repository}`];
	const {stdout} = await system.run({program: 'ostree', args}, {signal});
	return stdout.split('\n').filter((line) => line !== '');
};

/** Of a ref that is a folder of others ostree would delete those too; a repository cannot hold both. */
export const deleteRef = async (
	system: System,
	repository: string,
	ref: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run(
		{program: 'ostree', args: ['refs', `--repo=${repository}`, '--delete', ref]},
		{signal},
	);
};

/** @throws InstallError TARGET_FULL */
const writing = async (path: string, write: () => Promise<unknown>): Promise<void> => {
	try {
		await write();
	} catch (cause) {
		throw isFull(cause) ? new InstallError('TARGET_FULL', {path}, {cause}) : cause;
	}
};
