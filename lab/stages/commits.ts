/**
 * The Debian tree arranged as ostree wants it and committed twice: once as the older system that the base
 * image carries, once as the newer one of the seed. Most objects are the same in both, as in the field.
 */
import {
	appendFile,
	chmod,
	copyFile,
	mkdir,
	readdir,
	readFile,
	rename,
	rm,
	symlink,
	writeFile,
} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {outputOf, run} from '../run.ts';
import {artifactDirectory, type Lab, type Stage} from '../stage.ts';
import {kernelVersionOf, tree} from './tree.ts';

export const commits: Stage = {
	name: 'commits',
	title: 'ostree commits of base and seed',
	inputs: ['stages/commits.ts', 'stages/units/lab-report.service', 'stages/units/lab-report.sh'],
	parameters: ({seedVersion, baseVersion}) => [seedVersion, baseVersion],
	needs: [tree],
	build: async (directory, lab) => {
		const root = join(directory, 'root');
		const source = join(await artifactDirectory(tree, lab.settings), 'root');
		await run(lab, ['cp', '--archive', '--reflink=auto', source, root]);
		await arrange(root);
		await describeAs(root, 'Lab CoreOS stand-in (seed)', lab.settings.seedVersion);
		await addReport(root);
		await commit(join(directory, 'seed-repo'), 'rhcos/seed', root, lab);
		await makeOlder(root);
		await describeAs(root, 'Lab CoreOS stand-in', lab.settings.baseVersion);
		await commit(join(directory, 'base-repo'), 'rhcos/base', root, lab);
		await run(lab, ['rm', '-rf', '--one-file-system', root]);
	},
};

/** Symlinks of the root directory: all that may change lives in /var, as on CoreOS. */
const rootLinks: Readonly<Record<string, string>> = {
	home: 'var/home',
	media: 'run/media',
	mnt: 'var/mnt',
	opt: 'var/opt',
	ostree: 'sysroot/ostree',
	root: 'var/roothome',
	srv: 'var/srv',
};

/** Files that describe the machine which built the tree, or that only a package manager wants. */
const leftovers = [
	'boot',
	'dev',
	'initrd.img',
	'initrd.img.old',
	'run',
	'var',
	'vmlinuz',
	'vmlinuz.old',
	'etc/apt',
	'etc/hostname',
	'etc/resolv.conf',
	'usr/lib/python3',
	'usr/lib/python3.11',
	'usr/local',
	'tmp',
];

const arrange = async (root: string): Promise<void> => {
	const modules = join(root, 'usr/lib/modules', await kernelVersionOf(root));
	const kernel = (await readdir(join(root, 'boot'))).find((name) => name.startsWith('vmlinuz-'));
	await copyFile(join(root, 'boot', kernel ?? 'vmlinuz'), join(modules, 'vmlinuz'));
	for (const name of [...leftovers, ...Object.keys(rootLinks)]) {
		await rm(join(root, name), {recursive: true, force: true});
	}
	for (const name of ['boot', 'dev', 'run', 'sysroot', 'tmp', 'var']) {
		await mkdir(join(root, name));
	}
	for (const [name, target] of Object.entries(rootLinks)) {
		await symlink(target, join(root, name));
	}
	await symlink('../var/usrlocal', join(root, 'usr/local'));
	await writeFile(join(root, 'etc/machine-id'), '');
	await writeFile(join(root, 'etc/fstab'), 'LABEL=boot /boot ext4 defaults 0 2\n');
	await writeFile(join(root, 'usr/lib/tmpfiles.d/lab-var.conf'), varFolders);
	await rename(join(root, 'etc'), join(root, 'usr/etc'));
	await enable(root, 'local-fs.target', '/usr/share/systemd/tmp.mount');
};

/** By a link in the tree itself, so that /etc says nothing of it. */
const enable = async (root: string, target: string, unit: string): Promise<void> => {
	const wants = join(root, 'usr/lib/systemd/system', `${target}.wants`);
	await mkdir(wants, {recursive: true});
	await symlink(unit, join(wants, basename(unit)));
};

const varFolders = `d /var/home 0755 root root -
d /var/mnt 0755 root root -
d /var/opt 0755 root root -
d /var/srv 0755 root root -
d /var/roothome 0700 root root -
d /var/usrlocal 0755 root root -
d /var/usrlocal/bin 0755 root root -
`;

const describeAs = async (root: string, name: string, version: string): Promise<void> => {
	const path = join(root, 'usr/lib/os-release');
	const kept = (await readFile(path, 'utf8'))
		.split('\n')
		.filter((line) => line !== '' && !/^(PRETTY_NAME|VERSION|OSTREE_VERSION)=/.test(line));
	const added = [`PRETTY_NAME="${name} ${version}"`, `OSTREE_VERSION='${version}'`];
	await writeFile(path, `${[...kept, ...added].join('\n')}\n`);
};

/** What the older system lacks, so that the import of the seed has objects to write. */
const newInSeed = [
	'usr/lib/systemd/system/multi-user.target.wants/lab-report.service',
	'usr/lib/udev/hwdb.d',
	'usr/lib/x86_64-linux-gnu/gconv',
	'usr/lib/x86_64-linux-gnu/perl-base',
	'usr/share/perl5',
	'usr/share/zoneinfo',
];

const makeOlder = async (root: string): Promise<void> => {
	const modules = join(root, 'usr/lib/modules', await kernelVersionOf(root));
	for (const path of newInSeed) {
		await rm(join(root, path), {recursive: true, force: true});
	}
	await rm(join(modules, 'kernel/net'), {recursive: true});
	await rm(join(modules, 'kernel/drivers'), {recursive: true});
	await writeFile(join(root, 'usr/share/lab-base-only'), 'only in the base image\n');
	// Zeroes after it mean nothing to the kernel, but make another boot checksum, as another build has.
	await appendFile(join(modules, 'initramfs.img'), Buffer.alloc(4096));
};

/** One line on the serial console that says what was booted, for whoever reads the log of a machine. */
const addReport = async (root: string): Promise<void> => {
	const units = join(root, 'usr/lib/systemd/system');
	const source = join(import.meta.dirname, 'units');
	await copyFile(join(source, 'lab-report.service'), join(units, 'lab-report.service'));
	await enable(root, 'multi-user.target', '/usr/lib/systemd/system/lab-report.service');
	const script = join(root, 'usr/libexec/lab-report');
	await copyFile(join(source, 'lab-report.sh'), script);
	await chmod(script, 0o755);
};

const commit = async (repo: string, ref: string, root: string, lab: Lab): Promise<void> => {
	await run(lab, ['ostree', `--repo=${repo}`, 'init', '--mode=bare']);
	await outputOf(lab, [
		'ostree',
		`--repo=${repo}`,
		'commit',
		`--branch=${ref}`,
		'--bootable',
		`--subject=${ref}`,
		`--tree=dir=${root}`,
	]);
};
