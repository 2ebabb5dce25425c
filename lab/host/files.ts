/** The files that a live system would find: stand-in programs, device names, container settings, the config. */
import {copyFile, mkdir, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {Lab} from '../stage.ts';
import {makeBlockStandIns} from './block-stand-ins.ts';
import {makeContainerSettings} from './container-settings.ts';
import {diskLinks} from './disks.ts';
import type {HostSpec} from './spec.ts';

export const makeFiles = async (_lab: Lab, spec: HostSpec): Promise<void> => {
	await makeStandIns(spec);
	await makeDeviceNames(spec);
	await makeContainerSettings('/etc/containers', spec);
	await makeInputs(spec);
};

const standIns = join(dirname(import.meta.dirname), 'stand-ins');

const makeStandIns = async (spec: HostSpec): Promise<void> => {
	await makeBlockStandIns('/', spec.disks, '/usr/local/sbin');
	for (const [name, path] of Object.entries(spec.programs)) {
		await symlink(path, join('/run/ibi-lab', name));
	}
	await symlink(join(standIns, 'osmet.sh'), '/usr/local/sbin/coreos-installer');
};

const makeDeviceNames = async ({disks}: HostSpec): Promise<void> => {
	for (const disk of disks) {
		for (const link of diskLinks(disk)) {
			const path = join('/dev/disk', link);
			await mkdir(dirname(path), {recursive: true});
			await symlink(disk.device, path);
		}
	}
};

const makeInputs = async (spec: HostSpec): Promise<void> => {
	await writeFile('/etc/resolv.conf', 'nameserver 127.0.0.1\n');
	await copyFile(spec.pullSecret, '/var/tmp/pull-secret.json');
	await mkdir('/run/ibi-lab/seed');
	await symlink(spec.seedLayout, '/run/ibi-lab/seed/layout');
	await symlink(spec.seedArchive, '/run/ibi-lab/seed/seed.oci.tar');
	if (spec.configuration !== undefined) {
		const text = `${JSON.stringify(spec.configuration)}\n`;
		await writeFile('/var/tmp/ibi-configuration.json', text, {mode: 0o600});
	}
};
