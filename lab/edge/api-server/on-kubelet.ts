/**
 * Gives an edge host the API server that its kubelet starts: the real one with the database that recert has edited, where
 * the lab could build it, else the stand-in. To be given anew after a restart, as /run is.
 */
import {createReadStream} from 'node:fs';
import {join} from 'node:path';
import type {Command} from '../../../src/system/types.ts';
import type {Lab} from '../../stage.ts';
import {realApiServer} from './build.ts';
import type {HostApiServer} from './program.ts';

type Host = {readonly inside: (program: string, ...args: readonly string[]) => Command};

export type OnKubelet = Pick<HostApiServer, 'pauseMs' | 'stuckOperator'>;

const directory = '/run/ibi-lab';

export const giveApiServer = async (lab: Lab, host: Host, how: OnKubelet): Promise<void> => {
	const built = await realApiServer(lab);
	const program = `${directory}/kube-apiserver`;
	if (built !== undefined) {
		await install(lab, host, [program, createReadStream(built)]);
	}
	const spec: HostApiServer = {
		...how,
		port: 6443,
		...(built !== undefined && {real: {program, etcdProgram: 'etcd'}}),
		dataDirectory: '/var/lib/etcd',
		workDirectory: '/var/lib/ibi-lab-api-server',
	};
	const script = join(import.meta.dirname, 'program.ts');
	const line = `exec '${process.execPath}' '${script}' '${JSON.stringify(spec)}'`;
	await install(lab, host, [`${directory}/on-kubelet`, `#!/bin/sh\n${line}\n`]);
};

const install = async (
	lab: Lab,
	{inside}: Host,
	[path, input]: readonly [string, string | AsyncIterable<Uint8Array>],
): Promise<void> => {
	const command = inside('install', '-D', '--mode=755', '/dev/stdin', path);
	await lab.system.run(command, {input});
};
