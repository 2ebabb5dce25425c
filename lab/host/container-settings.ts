/**
 * Settings of the container engine in a lab host. Machines with cgroups of version 1 need runc and the cgroupfs manager;
 * one on which nobody may raise a limit refuses the limits that podman asks for.
 */
import {copyFile, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {LabSettings} from '../settings.ts';

const containersConf = `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]

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

export type ContainerSettings = {
	readonly settings: LabSettings;
	readonly registryCa?: string | undefined;
};

export const makeContainerSettings = async (
	directory: string,
	{settings, registryCa}: ContainerSettings,
): Promise<void> => {
	const certificates = join(directory, 'certs.d', settings.registry);
	await mkdir(certificates, {recursive: true});
	await writeFile(join(directory, 'registries.conf'), 'unqualified-search-registries = []\n');
	await writeFile(
		join(directory, 'policy.json'),
		'{"default":[{"type":"insecureAcceptAnything"}]}\n',
	);
	await writeFile(join(directory, 'containers.conf'), containersConf);
	await writeFile(join(directory, 'storage.conf'), storageConf);
	if (registryCa !== undefined) {
		await copyFile(registryCa, join(certificates, 'ca.crt'));
	}
};
