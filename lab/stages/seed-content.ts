/**
 * The files in the root of a format-4 seed image (artifact formats: seed creator of lifecycle-agent), made as
 * a seed creator makes them, and beside them the inventory of what a restore must give back.
 */
import {appendFile, chmod, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {differences, type Entry, inventory} from '../inventory.ts';
import {outputOf, run} from '../run.ts';
import {type Content, plant, plantAttributes, selinuxLabel} from '../seed/content.ts';
import {
	lcaCliStandIn,
	machineConfig,
	originFile,
	recertConfig,
	rpmOstreeStatus,
	seedClusterInfo,
} from '../seed/documents.ts';
import {
	etcAdditions,
	etcContent,
	missingFromEtc,
	removedFromEtc,
	withRootPassword,
} from '../seed/etc.ts';
import {varContent} from '../seed/var.ts';
import {artifactDirectory, type Lab, type Stage} from '../stage.ts';
import {commits} from './commits.ts';
import {type PrecacheImage, precacheImages} from './precache-images.ts';
import {readClusterFiles, seedCluster, seedEtcd} from './seed-cluster.ts';

/** Below the artifact's folder. */
export const seedRoot = 'root';
export const expectedEtc = 'expected-etc.json';
export const expectedVar = 'expected-var.json';

export const seedContent: Stage = {
	name: 'seed-content',
	title: 'Content of the seed: ostree, /var, /etc',
	inputs: [
		'stages/seed-content.ts',
		'seed/content.ts',
		'seed/documents.ts',
		'seed/etc.ts',
		'seed/files.ts',
		'seed/units.ts',
		'seed/var.ts',
		'inventory.ts',
		'attributes.ts',
		'random-bytes.ts',
	],
	parameters: ({registry, seedVersion}) => [registry, seedVersion],
	needs: [commits, precacheImages, seedCluster],
	build: async (directory, lab) => {
		await mkdir(join(directory, 'work'));
		await mkdir(join(directory, seedRoot));
		await packVar(directory, lab);
		await packEtc(directory, lab);
		await packOstree(directory, lab);
		await writeDocuments(join(directory, seedRoot), lab);
		await run(lab, ['rm', '-rf', '--one-file-system', join(directory, 'work')]);
	},
};

const archiveOptions = ['--selinux', '--xattrs', '--xattrs-include=*', '--acls'] as const;

/**
 * An archive carries the seed's names of owners beside their numbers. On the machine that restores it a name
 * may mean another number, as `daemon` does here: only numbers give every file back to its owner.
 */
const writeOwnerNames = async (work: string): Promise<readonly string[]> => {
	const owners = join(work, 'owners');
	const groups = join(work, 'groups');
	await writeFile(owners, '+1000 core:1000\n+4711 daemon:4711\n');
	await writeFile(groups, '+1000 core:1000\n+4711 daemon:4711\n+101 _ssh:101\n');
	return [`--owner-map=${owners}`, `--group-map=${groups}`];
};

/** Not in the archive, as in the field; the folders themselves are. */
const varExclusions = ['*/.bash_history', 'var/tmp/*', 'var/log/*', 'var/lib/containers/*'];

const packVar = async (directory: string, lab: Lab): Promise<void> => {
	const work = join(directory, 'work');
	const root = await emptyStateroot(work, lab);
	const contents = [...varContent(lab.settings), ...(await readClusterFiles(lab)).var];
	await plant(lab, join(root, 'var'), contents);
	await copyDatabase(join(root, 'var/lib/etcd'), lab);
	await labelAll(lab, join(root, 'var'), 'var_t');
	await plantAttributes(lab, join(root, 'var'), contents);
	await run(lab, [
		'tar',
		'--create',
		'--use-compress-program=pigz',
		`--file=${join(directory, seedRoot, 'var.tgz')}`,
		`--directory=${root}`,
		...varExclusions.map((pattern) => `--exclude=${pattern}`),
		...archiveOptions,
		...(await writeOwnerNames(work)),
		'var',
	]);
	await writeInventory(
		join(directory, expectedVar),
		await inventory(lab.system, join(root, 'var')),
	);
};

const copyDatabase = async (directory: string, lab: Lab): Promise<void> => {
	const source = join(await artifactDirectory(seedCluster, lab.settings), seedEtcd);
	await run(lab, ['cp', '--archive', `${source}/.`, directory]);
};

/** Made by ostree itself, since a restored stateroot begins with what `os-init` puts there. */
const emptyStateroot = async (work: string, lab: Lab): Promise<string> => {
	const sysroot = join(work, 'sysroot');
	await mkdir(sysroot);
	await run(lab, ['ostree', 'admin', 'init-fs', '--modern', sysroot]);
	await run(lab, ['ostree', 'admin', 'os-init', `--sysroot=${sysroot}`, 'rhcos']);
	return join(sysroot, 'ostree/deploy/rhcos');
};

const labelAll = (lab: Lab, path: string, type: string) =>
	run(lab, [
		'find',
		path,
		'-exec',
		'setfattr',
		'-h',
		'-n',
		'security.selinux',
		'-v',
		selinuxLabel(type),
		'--',
		'{}',
		'+',
	]);

const packEtc = async (directory: string, lab: Lab): Promise<void> => {
	const work = join(directory, 'work');
	const etc = join(work, 'etc');
	await checkoutEtc(etc, lab);
	const before = await inventory(lab.system, etc);
	const contents = [...etcContent(lab.settings), ...(await readClusterFiles(lab)).etc];
	await changeEtc(etc, contents, lab);
	const after = await inventory(lab.system, etc);
	await run(
		lab,
		[
			'tar',
			'--create',
			'--use-compress-program=pigz',
			`--file=${join(directory, seedRoot, 'etc.tgz')}`,
			`--directory=${work}`,
			...archiveOptions,
			...(await writeOwnerNames(work)),
			'--no-recursion',
			'--null',
			'--verbatim-files-from',
			'--files-from=-',
		],
		{
			input: changedPaths(before, after)
				.map((path) => `etc/${path}\0`)
				.join(''),
		},
	);
	await writeFile(join(directory, seedRoot, 'etc.deletions'), deletions);
	await writeInventory(join(directory, expectedEtc), after);
};

const deletions = `${[...removedFromEtc.map((path) => `/etc/${path}`), missingFromEtc].join('\n')}\n`;

const checkoutEtc = async (etc: string, lab: Lab): Promise<void> => {
	const repo = join(await artifactDirectory(commits, lab.settings), 'seed-repo');
	await run(lab, [
		'ostree',
		`--repo=${repo}`,
		'checkout',
		'--force-copy',
		'--subpath=/usr/etc',
		'rhcos/seed',
		etc,
	]);
};

const changeEtc = async (etc: string, contents: readonly Content[], lab: Lab): Promise<void> => {
	await rm(join(etc, 'machine-id'));
	await plant(lab, etc, contents);
	for (const [name, text] of Object.entries(etcAdditions)) {
		await appendFile(join(etc, name), text);
	}
	const shadow = join(etc, 'shadow');
	await writeFile(shadow, withRootPassword(await readFile(shadow, 'utf8')));
	for (const path of removedFromEtc) {
		await rm(join(etc, path));
	}
	await labelAll(lab, join(etc, 'kubernetes'), 'kubernetes_file_t');
	await plantAttributes(lab, etc, contents);
};

/** What the real creator reads from `ostree admin config-diff`. */
const changedPaths = (before: readonly Entry[], after: readonly Entry[]): readonly string[] => {
	const known = new Map(before.map((entry) => [entry.path, entry]));
	return after
		.filter((entry) => differences([entry], [known.get(entry.path) ?? []].flat()).length > 0)
		.map(({path}) => path);
};

const packOstree = async (directory: string, lab: Lab): Promise<void> => {
	const repo = join(await artifactDirectory(commits, lab.settings), 'seed-repo');
	await outputOf(lab, [
		'tar',
		'--create',
		'--use-compress-program=pigz --fast',
		`--file=${join(directory, seedRoot, 'ostree.tgz')}`,
		`--directory=${repo}`,
		...archiveOptions,
		'.',
	]);
};

const writeDocuments = async (root: string, lab: Lab): Promise<void> => {
	const {settings} = lab;
	const repo = join(await artifactDirectory(commits, settings), 'seed-repo');
	const commit = await outputOf(lab, ['ostree', `--repo=${repo}`, 'rev-parse', 'rhcos/seed']);
	const documents: Readonly<Record<string, readonly [text: string, mode: number]>> = {
		'containers.list': [await containersList(lab), 0o600],
		'lca-cli': [lcaCliStandIn, 0o777],
		'manifest.json': [JSON.stringify(seedClusterInfo(settings)), 0o600],
		'mco-currentconfig.json': [JSON.stringify(machineConfig), 0o600],
		[`ostree-${commit}.0.origin`]: [originFile, 0o644],
		'recert_config.json': [JSON.stringify(recertConfig), 0o600],
		'rpm-ostree.json': [
			`${JSON.stringify(rpmOstreeStatus(commit, settings), undefined, 2)}\n`,
			0o644,
		],
	};
	for (const [name, [text, mode]] of Object.entries(documents)) {
		await writeFile(join(root, name), text);
		await chmod(join(root, name), mode);
	}
};

/** One name a line, and none of them ends the last line. */
const containersList = async (lab: Lab): Promise<string> => {
	const source = join(await artifactDirectory(precacheImages, lab.settings), 'images.json');
	const images = JSON.parse(await readFile(source, 'utf8')) as readonly PrecacheImage[];
	return images.map(({name}) => name).join('\n');
};

const writeInventory = (path: string, entries: readonly Entry[]) =>
	writeFile(path, `${JSON.stringify(entries, undefined, '\t')}\n`);
