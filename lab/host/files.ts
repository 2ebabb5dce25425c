/** The files that a live system would find: stand-in programs, device names, container settings, the config. */
import {copyFile, mkdir, symlink, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import type {Lab} from '../stage.ts';
import {diskLinks, udevProperties} from './disks.ts';
import type {HostSpec} from './spec.ts';

export const makeFiles = async (_lab: Lab, spec: HostSpec): Promise<void> => {
	await makeStandIns(spec);
	await makeDeviceNames(spec);
	await makeContainerSettings(spec);
	await makeInputs(spec);
};

const standIns = join(dirname(import.meta.dirname), 'stand-ins');

/** In shell: what they stand in for starts in milliseconds, and is started a hundred times in an install. */
const makeStandIns = async (spec: HostSpec): Promise<void> => {
	await mkdir('/run/ibi-lab/udev', {recursive: true});
	await writeFile('/run/ibi-lab/disks.json', JSON.stringify(spec.disks));
	await writeFile('/run/ibi-lab/devices', lines(spec.disks.map(({device}) => device)));
	const written = spec.disks.filter(({role}) => role !== 'medium');
	await writeFile('/run/ibi-lab/settled', lines(written.map(({device}) => device)));
	for (const disk of spec.disks) {
		const properties = Object.entries(udevProperties(disk)).map((pair) => pair.join('='));
		await writeFile(`/run/ibi-lab/udev/${basename(disk.device)}`, lines(properties));
	}
	for (const [name, path] of Object.entries(spec.programs)) {
		await symlink(path, join('/run/ibi-lab', name));
	}
	await symlink(join(standIns, 'block-view.jq'), '/run/ibi-lab/block-view.jq');
	for (const name of ['lsblk', 'losetup', 'udevadm']) {
		await symlink(join(standIns, `${name}.sh`), join('/usr/local/sbin', name));
	}
	await makeUdevSocket();
	await symlink(join(standIns, 'osmet.sh'), '/usr/local/sbin/coreos-installer');
};

const lines = (words: readonly string[]): string => words.map((word) => `${word}\n`).join('');

/** coreos-installer looks whether a udev daemon is there before it waits for one, by our `udevadm`. */
const makeUdevSocket = async (): Promise<void> => {
	await mkdir('/run/udev');
	await writeFile('/run/udev/control', '');
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
