/**
 * Gives an edge host the API server that its kubelet starts: the real one with the database that recert has edited, where
 * the lab could build it, else the stand-in. To be given anew after a restart, as /run is.
 */
import {copyFile, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {EdgeHost} from '../../edge.ts';
import type {Lab} from '../../stage.ts';
import {realApiServer} from './build.ts';
import type {HostApiServer} from './program.ts';

export type OnKubelet = Pick<HostApiServer, 'pauseMs' | 'stuckOperator'>;

const directory = '/run/ibi-lab';

export const giveApiServer = async (lab: Lab, host: EdgeHost, how: OnKubelet): Promise<void> => {
	const built = await realApiServer(lab);
	const program = `${directory}/kube-apiserver`;
	await mkdir(host.path(directory), {recursive: true});
	if (built !== undefined) {
		await copyFile(built, host.path(program));
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
	await writeFile(host.path(`${directory}/on-kubelet`), `#!/bin/sh\n${line}\n`, {mode: 0o755});
};
