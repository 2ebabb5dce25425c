/** The files that a live system would find: stand-in programs, device names, container settings, the config. */
import {chmod, copyFile, mkdir, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {Lab} from '../stage.ts';
import {diskLinks} from './disks.ts';
import type {HostSpec} from './spec.ts';

export const makeFiles = async (_lab: Lab, spec: HostSpec): Promise<void> => {
	await makeStandIns(spec);
	await makeDeviceNames(spec);
	await makeContainerSettings(spec);
	await makeInputs(spec);
};

const standIns = join(dirname(import.meta.dirname), 'stand-ins');

/** What they stand in for starts in milliseconds: each is compiled once a host. */
const compiled = 'NODE_COMPILE_CACHE=/run/ibi-lab/compiled';

const makeStandIns = async (spec: HostSpec): Promise<void> => {
	await mkdir('/run/ibi-lab');
	await writeFile('/run/ibi-lab/disks.json', JSON.stringify(spec.disks));
	for (const [name, path] of Object.entries(spec.programs)) {
		await symlink(path, join('/run/ibi-lab', name));
	}
	for (const name of ['lsblk', 'losetup', 'udevadm']) {
		await writeProgram(name, `${compiled} exec ${spec.node} ${join(standIns, `${name}.ts`)} "$@"`);
	}
	await makeUdevSocket();
	await writeProgram('coreos-installer', `exec ${join(standIns, 'osmet.sh')} "$@"`);
};

/** coreos-installer looks whether a udev daemon is there before it waits for one, by our `udevadm`. */
const makeUdevSocket = async (): Promise<void> => {
	await mkdir('/run/udev');
	await writeFile('/run/udev/control', '');
};

const writeProgram = async (name: string, line: string): Promise<void> => {
	const path = join('/usr/local/sbin', name);
	await writeFile(path, `#!/bin/sh\n${line}\n`);
	await chmod(path, 0o755);
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

/** cgroup v1 and no systemd: such machines need runc and the cgroupfs manager. */
const containersConf = `[containers]
default_ulimits = ["nofile=1024:1024"]

[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
`;

const storageConf = `[storage]
driver = "overlay"
runroot = "/run/containers/storage"
graphroot = "/var/lib/containers/storage"
`;

const makeContainerSettings = async (spec: HostSpec): Promise<void> => {
	const directory = '/etc/containers';
	const certificates = join(directory, 'certs.d', spec.settings.registry);
	await mkdir(certificates, {recursive: true});
	await writeFile(join(directory, 'registries.conf'), 'unqualified-search-registries = []\n');
	await writeFile(
		join(directory, 'policy.json'),
		'{"default":[{"type":"insecureAcceptAnything"}]}\n',
	);
	await writeFile(join(directory, 'containers.conf'), containersConf);
	await writeFile(join(directory, 'storage.conf'), storageConf);
	if (spec.registryCa !== undefined) {
		await copyFile(spec.registryCa, join(certificates, 'ca.crt'));
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
