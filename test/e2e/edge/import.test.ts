/** Media as the kernel shows them: loop devices with real filesystems, partitions and ISOs. Needs root. */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {chooseMedium, examineMedium} from '../../../src/engine/site/examine.ts';
import {importMedium, importSource} from '../../../src/engine/site/import.ts';
import {readImported} from '../../../src/engine/site/imported.ts';
import {listMedia} from '../../../src/engine/site/media.ts';
import {saveAccess} from '../../../src/engine/site/typed.ts';
import {Secret} from '../../../src/secret.ts';
import type {System} from '../../../src/system/types.ts';
import {type Files, isoOf, someFiles} from '../../engine/site/sites.ts';
import {rootedSystem} from './rooted-system.ts';

const {signal} = new AbortController();

let root: string;
let devices: string[];
let system: System;

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'edge-import-'));
	devices = [];
	system = rootedSystem(root, () => devices);
});

afterEach(() => {
	const left = readFileSync('/proc/self/mountinfo', 'utf8').includes(root);
	for (const device of devices) {
		run('sh', '-c', `partx --delete ${device} 2>&1 || true`);
		run('losetup', '--detach', device);
	}
	rmSync(root, {recursive: true});
	expect(left).toBe(false);
});

const run = (program: string, ...args: readonly string[]): string =>
	execFileSync(program, args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']}).trim();

const attach = (image: string): string => {
	const device = run('losetup', '--find', '--show', '--partscan', image);
	devices.push(device);
	return device;
};

const blankImage = (name: string, sizeMiB: number): string => {
	const image = join(root, name);
	writeFileSync(image, '');
	truncateSync(image, sizeMiB * 1024 * 1024);
	return image;
};

/** A directory with these files; what a test adds to it comes onto the medium too. */
const tree = (files: Files): string => {
	const directory = mkdtempSync(join(root, 'tree-'));
	mkdirSync(join(directory, 'cluster-configuration/manifests'), {recursive: true});
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(directory, path)), {recursive: true});
		writeFileSync(join(directory, path), text);
	}
	return directory;
};

const ext4 = (device: string, directory: string, label: string): void => {
	run('mkfs.ext4', '-q', '-F', '-L', label, '-d', directory, device);
};

const stick = (name: string, directory: string, label = 'cluster-config'): string => {
	const device = attach(blankImage(name, 16));
	ext4(device, directory, label);
	return device;
};

const verdictOf = async (device: string) =>
	(await listMedia(system, signal)).find((medium) => medium.device === device)?.verdict;

const digestOf = (path: string): string =>
	createHash('sha256').update(readFileSync(path)).digest('hex');

test('a whole disk with our label is found, imported and left as it was', async () => {
	const files = await someFiles();
	const device = stick('stick.img', tree(files));
	const before = digestOf(join(root, 'stick.img'));
	expect(await listMedia(system, signal)).toEqual([
		{
			device,
			sizeBytes: 16 * 1024 * 1024,
			filesystem: 'ext4',
			label: 'cluster-config',
			isPluggedIn: true,
			verdict: {kind: 'labelled', isLegacyLabel: false},
		},
	]);
	const site = await importMedium(system, {device, label: 'cluster-config'}, signal);
	expect(site.files.map(({path}) => path)).toEqual(Object.keys(files).sort());
	expect(site.origin).toEqual({kind: 'medium', device, label: 'cluster-config'});
	expect(await readImported(system, signal)).toEqual(site);
	const manifest = join(root, 'opt/openshift/cluster-configuration/manifest.json');
	expect(statSync(manifest).mode & 0o777).toBe(0o600);
	expect(statSync(dirname(manifest)).mode & 0o777).toBe(0o700);
	expect(digestOf(join(root, 'stick.img'))).toBe(before);
});

test('a partition with our label is found beside others, and the legacy label too', async () => {
	const device = attach(blankImage('disk.img', 48));
	const table = join(root, 'table');
	writeFileSync(table, 'label: gpt\nsize=8M\nsize=16M\nsize=16M\n');
	run('sh', '-c', `sfdisk --quiet --no-reread ${device} < ${table}`);
	run('partx', '--update', device);
	ext4(`${device}p2`, tree(await someFiles()), 'cluster-config');
	// The legacy label is one character too long for ext4.
	writeFileSync(join(root, 'old.iso'), isoOf(await someFiles(), 'relocation-config'));
	run('dd', `if=${join(root, 'old.iso')}`, `of=${device}p3`, 'conv=fsync', 'status=none');
	expect(await verdictOf(`${device}p1`)).toMatchObject({reason: /no filesystem was recognised/});
	expect(await verdictOf(device)).toMatchObject({reason: /it has partitions/});
	expect(await verdictOf(`${device}p2`)).toEqual({kind: 'labelled', isLegacyLabel: false});
	expect(await verdictOf(`${device}p3`)).toEqual({kind: 'labelled', isLegacyLabel: true});
	const site = await importMedium(system, {device: `${device}p2`}, signal);
	expect(site.manifest.cluster_name).toBe('site-1');
	const source = {kind: 'label', label: 'relocation-config'} as const;
	expect((await importSource(system, source, signal)).digest).toBe(site.digest);
});

test('an ISO on a device is imported, whether the kernel knows ISO 9660 or not', async () => {
	const files = await someFiles();
	const image = join(root, 'site.iso');
	writeFileSync(image, isoOf(files));
	const device = attach(image);
	expect(await verdictOf(device)).toEqual({kind: 'labelled', isLegacyLabel: false});
	const site = await importMedium(system, {device}, signal);
	expect(site.files.map(({path}) => path)).toEqual(Object.keys(files).sort());
});

test('a medium without our label is looked into, and left as it was', async () => {
	const files = await someFiles();
	const layout = stick('layout.img', tree(files), 'backup');
	const deeper = tree({'notes.txt': 'a'});
	run('cp', '-r', tree(files), join(deeper, 'site'));
	rmSync(join(deeper, 'cluster-configuration'), {recursive: true});
	const below = stick('deeper.img', deeper, 'deeper');
	const other = stick('other.img', tree({'notes.txt': 'a'}), '');
	const before = ['layout.img', 'deeper.img', 'other.img'].map((name) =>
		digestOf(join(root, name)),
	);
	expect(await verdictOf(layout)).toEqual({kind: 'unlabelled'});
	expect(await verdictOf(below)).toEqual({
		kind: 'refused',
		reason:
			'its filesystem (ext4) is labelled deeper, needed is the label cluster-config, and its ' +
			'configuration lies below the directory site',
	});
	expect(await verdictOf(other)).toMatchObject({reason: /has no label.*holds no configuration/});
	expect((await importMedium(system, {device: layout}, signal)).manifest.hostname).toBe('node-1');
	const {faults} = await examineMedium(system, {device: below}, signal);
	expect(faults[0]?.why).toBe(
		'the layout lies one directory too deep; move everything out of site',
	);
	const at = (path: string) => importSource(system, {kind: 'label', label: 'deeper', path}, signal);
	expect((await at('/site')).manifest.hostname).toBe('node-1');
	const alone = await at('/site/cluster-configuration/manifest.json');
	expect(alone.files.map(({path}) => path)).toEqual(['cluster-configuration/manifest.json']);
	await expect(at('/missing')).rejects.toThrow('missing is not there');
	await expect(at('/notes.txt')).rejects.toThrow('needed an object with keys');
	expect(
		['layout.img', 'deeper.img', 'other.img'].map((name) => digestOf(join(root, name))),
	).toEqual(before);
});

test('two media with the same content are as good as one, two that differ are refused', async () => {
	const files = await someFiles();
	const one = stick('one.img', tree(files));
	const same = stick('same.img', tree(files), 'cluster-config');
	const other = stick('other.img', tree({...files, 'extra-manifests/one.yaml': '{}'}));
	const [a, b, c] = await Promise.all(
		[one, same, other].map((device) => examineMedium(system, {device}, signal)),
	);
	expect(chooseMedium([a, b] as never)).toEqual({kind: 'one', item: a});
	expect(chooseMedium([a, b, c] as never)).toMatchObject({kind: 'differ', items: [{}, {}, {}]});
	const label = importSource(system, {kind: 'label', label: 'cluster-config'}, signal);
	const error = await label.catch((failure: Error) => failure);
	expect(error).toMatchObject({message: expect.stringContaining('several have it')});
	expect(error).toMatchObject({message: expect.stringContaining(one)});
	expect(error).toMatchObject({message: expect.stringContaining(other)});
});

test('what a stranger put on a medium is refused by name and never followed', async () => {
	const directory = tree(await someFiles());
	const extra = join(directory, 'extra-manifests');
	symlinkSync('/etc/shadow', join(extra, 'link.yaml'));
	symlinkSync('../../../../etc', join(extra, 'up'));
	run('mkfifo', join(extra, 'pipe.yaml'));
	run('mknod', join(extra, 'disk.yaml'), 'b', '7', '0');
	run('sh', '-c', `printf x > "${extra}/$(printf 'bad\\377name.yaml')"`);
	run('sh', '-c', `printf x > "${extra}/$(printf 'line\\nbreak.yaml')"`);
	mkdirSync(join(extra, 'a/b/c/d/e/f/g/h'), {recursive: true});
	writeFileSync(join(extra, 'huge.yaml'), '');
	truncateSync(join(extra, 'huge.yaml'), 10 * 1024 * 1024);
	const device = stick('evil.img', directory);
	const {faults, site} = await examineMedium(system, {device}, signal);
	expect(site).toBeUndefined();
	expect(faults.map(({file, why}) => `${file}: ${why}`)).toMatchInlineSnapshot(`
		[
		  "extra-manifests/bad�name.yaml: its name has control characters, or is no UTF-8 text, so it is not taken",
		  "extra-manifests/disk.yaml: it is a link or a device; only files and directories are taken",
		  "extra-manifests/huge.yaml: it has 10485760 bytes, more than the 4194304 that a file may have",
		  "extra-manifests/line�break.yaml: its name has control characters, or is no UTF-8 text, so it is not taken",
		  "extra-manifests/link.yaml: it is a link or a device; only files and directories are taken",
		  "extra-manifests/pipe.yaml: it is a link or a device; only files and directories are taken",
		  "extra-manifests/up: it is a link or a device; only files and directories are taken",
		  "extra-manifests/a/b/c/d/e/f/g: it lies below more than 6 directories, so it is not taken",
		  "extra-manifests/a: directories below this one are not read, so nothing in it would reach the cluster",
		]
	`);
	await expect(importMedium(system, {device}, signal)).rejects.toThrow('link.yaml: it is a link');
	expect(await readImported(system, signal)).toBeUndefined();
});

test('a damaged filesystem is a fault and not the end', async () => {
	const device = stick('broken.img', tree(await someFiles()));
	run('sh', '-c', `dd if=/dev/zero of=${device} bs=1024 count=200 seek=4 conv=notrunc status=none`);
	const {faults} = await examineMedium(system, {device}, signal);
	expect(faults).toHaveLength(1);
	expect(faults[0]?.why).toMatch(/mount/);
});

test('kubeconfig and password are saved on a stick', async () => {
	const device = stick('empty.img', mkdtempSync(join(root, 'empty-')), 'my stick');
	const access = {kubeconfig: new Secret('planted-config'), password: new Secret('planted-word')};
	expect(await saveAccess(system, device, access, signal)).toBe('ibi-console-access');
	expect(await saveAccess(system, device, access, signal)).toBe('ibi-console-access-2');
	const mountpoint = join(root, 'seen');
	mkdirSync(mountpoint);
	run('mount', '-o', 'ro', device, mountpoint);
	try {
		const folder = join(mountpoint, 'ibi-console-access');
		expect(readdirSync(folder)).toEqual(['kubeadmin-password', 'kubeconfig']);
		expect(readFileSync(join(folder, 'kubeconfig'), 'utf8')).toBe('planted-config');
		expect(statSync(join(folder, 'kubeconfig')).mode & 0o777).toBe(0o600);
	} finally {
		run('umount', mountpoint);
	}
});
