/**
 * The root of the lab's live system: the Debian tree with what a CoreOS has and an install asks for, arranged as there:
 * only /etc and /var are ever written.
 */
import {copyFile, mkdir, readdir, rm, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {run} from '../run.ts';
import {artifactDirectory, type Lab, type Stage} from '../stage.ts';
import {kernelVersionOf, tree} from './tree.ts';

const packages = [
	'attr',
	'bind9-dnsutils',
	'busybox-static',
	'ca-certificates',
	'chrony',
	'cloud-guest-utils',
	'curl',
	'dnsmasq-base',
	'eject',
	'ethtool',
	'fdisk',
	'ignition',
	'iputils-arping',
	'iputils-ping',
	'jq',
	'libstdc++6',
	'lvm2',
	'mdadm',
	'network-manager',
	'openssl',
	'podman',
	'runc',
	'skopeo',
	'xz-utils',
];

export const liveTree: Stage = {
	name: 'live-tree',
	title: 'Root of the live system',
	inputs: ['stages/live-tree.ts'],
	needs: [tree],
	build: async (directory, lab) => {
		const root = join(directory, 'root');
		const source = join(await artifactDirectory(tree, lab.settings), 'root');
		await run(lab, ['cp', '--archive', '--reflink=auto', source, root]);
		await addPackages(root, lab);
		await arrange(root);
	},
};

/** What apt starts ends with us even when we are killed, and it starts no service. */
const addPackages = async (root: string, lab: Lab): Promise<void> => {
	const inside = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'] as const;
	const policy = join(root, 'usr/sbin/policy-rc.d');
	await copyFile('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
	await writeFile(policy, '#!/bin/sh\nexit 101\n', {mode: 0o755});
	const chroot = [...inside, 'chroot', root, 'env', 'DEBIAN_FRONTEND=noninteractive'] as const;
	await run(lab, [...chroot, 'apt-get', 'update', '-qq']);
	await run(lab, [...chroot, 'apt-get', 'install', '-y', '--no-install-recommends', ...packages]);
	await rm(policy);
};

/** Symlinks of the root directory: what may change lives in /var, as on CoreOS. */
const rootLinks: Readonly<Record<string, string>> = {
	home: 'var/home',
	media: 'run/media',
	mnt: 'var/mnt',
	opt: 'var/opt',
	ostree: 'sysroot/ostree',
	root: 'var/roothome',
	srv: 'var/srv',
};

const leftovers = [
	...['boot', 'dev', 'proc', 'run', 'sys', 'tmp', 'initrd.img', 'initrd.img.old', 'usr/local'],
	...['vmlinuz', 'vmlinuz.old', 'etc/apt', 'etc/fstab', 'etc/hostname', 'etc/machine-id'],
	...['etc/resolv.conf', 'var/cache', 'var/lib/apt', 'var/lib/dpkg', 'var/log'],
];

const arrange = async (root: string): Promise<void> => {
	const kernel = (await readdir(join(root, 'boot'))).find((name) => name.startsWith('vmlinuz-'));
	const modules = join(root, 'usr/lib/modules', await kernelVersionOf(root));
	await copyFile(join(root, 'boot', kernel ?? 'vmlinuz'), join(modules, 'vmlinuz'));
	for (const name of [...leftovers, ...Object.keys(rootLinks)]) {
		await rm(join(root, name), {recursive: true, force: true});
	}
	for (const name of ['boot', 'dev', 'proc', 'run', 'sys', 'sysroot', 'tmp', ...varFolders]) {
		await mkdir(join(root, name), {recursive: true});
	}
	for (const [name, target] of Object.entries(rootLinks)) {
		await symlink(target, join(root, name));
	}
	await symlink('../var/usrlocal', join(root, 'usr/local'));
	await turnOff(join(root, 'etc/systemd/system'));
	for (const [path, text] of Object.entries(settings)) {
		await mkdir(dirname(join(root, path)), {recursive: true});
		await writeFile(join(root, path), text);
	}
	for (const [path, target] of Object.entries(links)) {
		await mkdir(dirname(join(root, path)), {recursive: true});
		await rm(join(root, path), {force: true});
		await symlink(target, join(root, path));
	}
};

/** What packages enabled when they were unpacked. */
const turnOff = async (units: string): Promise<void> => {
	for (const name of await readdir(units)) {
		if (/\.(wants|requires)$/.test(name)) {
			await rm(join(units, name), {recursive: true});
		}
	}
};

const varFolders = [
	...['cache', 'home', 'log/journal', 'mnt', 'opt', 'roothome', 'srv', 'usrlocal/bin'],
	...['usrlocal/sbin', 'lib/containers'],
].map((name) => `var/${name}`);

const settings: Readonly<Record<string, string>> = {
	'etc/hosts': '127.0.0.1 localhost localhost.localdomain\n::1 localhost localhost.localdomain\n',
	'etc/fstab': '',
	// Ignition asks it whether what it wrote is to be labelled.
	'etc/selinux/config': 'SELINUX=disabled\nSELINUXTYPE=targeted\n',
	'etc/selinux/targeted/contexts/files/file_contexts': '',
	'usr/lib/sysctl.d/99-lab.conf': 'kernel.printk = 4 4 1 7\n',
};

/** The rest is off, as on CoreOS. */
export const liveUnits = [
	...['NetworkManager.service', 'NetworkManager-wait-online.service', 'chrony.service'],
	...['getty@tty1.service', 'lab-registry.socket'],
];

const links: Readonly<Record<string, string>> = {
	'etc/systemd/system/default.target': '/usr/lib/systemd/system/multi-user.target',
	// Each costs an emulated processor seconds.
	'etc/systemd/system/NetworkManager-dispatcher.service': '/dev/null',
	'etc/systemd/system/lvm2-monitor.service': '/dev/null',
	'etc/systemd/system/mdadm-shutdown.service': '/dev/null',
	'etc/systemd/system/systemd-firstboot.service': '/dev/null',
	// Nothing has a label here.
	'usr/sbin/setfiles': '/usr/bin/true',
	'usr/lib/systemd/system/tmp.mount': '/usr/share/systemd/tmp.mount',
	'usr/lib/systemd/system/local-fs.target.wants/tmp.mount': '../tmp.mount',
};
