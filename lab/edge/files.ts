/** What an edge host finds in memory: stand-in programs and units, settings of the container engine, its disks. */
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {makeBlockStandIns} from '../host/block-stand-ins.ts';
import {makeContainerSettings} from '../host/container-settings.ts';
import {run} from '../run.ts';
import type {Lab} from '../stage.ts';
import type {EdgeSpec} from './spec.ts';
import {standInUnits} from './units.ts';

/** Inside: lines that tell `udevadm monitor` what was plugged in or pulled out. */
export const eventsFile = '/run/ibi-lab/udev-events';

export const makeFiles = async (lab: Lab, root: string, spec: EdgeSpec): Promise<void> => {
	const own = join(root, 'run/ibi-lab');
	await makePrograms(join(own, 'sbin'), spec);
	await makeBlockStandIns(root, [spec.disk], join(own, 'sbin'));
	await writeFile(join(root, eventsFile), '');
	await makeContainerSettings(join(own, 'containers'), spec);
	await bindOver(lab, root, [join(own, 'containers'), 'etc/containers']);
	await bindOver(lab, root, [join(own, 'sbin'), 'var/usrlocal/sbin']);
	await makeUnits(join(root, 'run/systemd/system'));
};

/** The folder below it stays on the disk, empty. */
const bindOver = async (
	lab: Lab,
	root: string,
	[source, place]: readonly [string, string],
): Promise<void> => {
	await mkdir(join(root, place), {recursive: true});
	await run(lab, ['mount', '--bind', source, join(root, place)]);
};

const standIns: Readonly<Record<string, string>> = {
	nmstatectl: 'edge/nmstatectl.ts',
	NetworkManager: 'edge/network-manager.ts',
	chronyc: 'edge/chronyc.ts',
	pvscan: 'edge/pvscan.sh',
	'update-ca-trust': 'edge/update-ca-trust.ts',
};

/** Those in Node are compiled once a host: what they stand in for starts in milliseconds. */
const makePrograms = async (directory: string, spec: EdgeSpec): Promise<void> => {
	await mkdir(directory, {recursive: true});
	for (const [name, file] of Object.entries(standIns)) {
		const script = join(spec.repository, 'lab/stand-ins', file);
		const node = file.endsWith('.ts')
			? `NODE_COMPILE_CACHE=/run/ibi-lab/compiled exec ${spec.node}`
			: 'exec';
		const line = `${node} ${script} "$@"`;
		await writeFile(join(directory, name), `#!/bin/sh\n${line}\n`);
		await chmod(join(directory, name), 0o755);
	}
};

const makeUnits = async (directory: string): Promise<void> => {
	for (const [path, text] of Object.entries(standInUnits)) {
		await mkdir(join(directory, path, '..'), {recursive: true});
		await writeFile(join(directory, path), text);
	}
};
