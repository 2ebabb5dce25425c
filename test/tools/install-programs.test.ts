/** How each program of an install is called: one word an argument, as one could paste it into a shell. */
import {expect, test} from 'vitest';
import type {System} from '../../src/system/types.ts';
import {makeMutable} from '../../src/tools/chattr.ts';
import {writeCoreos} from '../../src/tools/coreos-installer.ts';
import {zeroMib} from '../../src/tools/dd.ts';
import {wipeSignatures} from '../../src/tools/erase.ts';
import {extractGzip} from '../../src/tools/gnu-tar.ts';
import {removeMapping, stopArray, swapOff} from '../../src/tools/holders.ts';
import {mount, unmount} from '../../src/tools/mount.ts';
import {
	deploy,
	initStateroot,
	listDeployments,
	pullLocal,
	undeploy,
} from '../../src/tools/ostree.ts';
import {forgetPartitions, updatePartitions} from '../../src/tools/partx.ts';
import {imageDigests, pullImage} from '../../src/tools/podman.ts';
import {removeAll} from '../../src/tools/rm.ts';
import {restoreLabels, setType} from '../../src/tools/selinux.ts';
import {appendPartition, growPartition, moveBackupTable} from '../../src/tools/sfdisk-write.ts';
import {copyToLayout} from '../../src/tools/skopeo-copy.ts';
import {syncFilesystem} from '../../src/tools/sync.ts';
import {power} from '../../src/tools/systemctl.ts';
import {growXfs, makeXfs} from '../../src/tools/xfs.ts';
import {scriptedSystem} from '../engine/steps/scripted-system.ts';

const {signal} = new AbortController();
const reports = {signal, progress: () => {}, log: () => {}};
const log = (): void => {};

async function* noBytes(): AsyncGenerator<Uint8Array, void> {}

const calls: readonly (readonly [
	string,
	(system: System) => Promise<unknown>,
	readonly string[],
])[] = [
	[
		'coreos-installer takes the device first, then the words of the user one by one',
		(system) =>
			writeCoreos(
				system,
				{device: '/dev/sda', isUnsigned: false, args: ['--append-karg', 'a="b c"']},
				reports,
			),
		[`coreos-installer install /dev/sda --append-karg 'a="b c"'`],
	],
	[
		'coreos-installer writes an image file without a signature only when told so',
		(system) =>
			writeCoreos(
				system,
				{device: '/dev/sda', imageFile: '/base.raw.xz', isUnsigned: true, args: []},
				reports,
			),
		['coreos-installer install /dev/sda --image-file /base.raw.xz --insecure'],
	],
	[
		'the backup table moves to the end',
		(s) => moveBackupTable(s, '/dev/sda', signal),
		['sfdisk --lock --no-tell-kernel --relocate gpt-bak-std /dev/sda'],
	],
	[
		'a partition is appended',
		(s) => appendPartition(s, '/dev/sda', {number: 5, startSector: 2048, name: 'l'}, signal),
		['sfdisk --lock --no-tell-kernel --append /dev/sda'],
	],
	[
		'a partition grows',
		(s) => growPartition(s, '/dev/sda', 4, signal),
		['sfdisk --lock --no-tell-kernel --partno 4 /dev/sda'],
	],
	[
		'the kernel learns partitions, whatever their numbers',
		(s) => updatePartitions(s, '/dev/sda', signal),
		['partx --update --nr 1:128 /dev/sda'],
	],
	[
		'the kernel forgets partitions',
		(s) => forgetPartitions(s, '/dev/sda', signal),
		['partx --delete /dev/sda'],
	],
	[
		'an XFS filesystem is made without discard',
		(s) => makeXfs(s, '/dev/sda5', signal),
		['mkfs.xfs -f -K /dev/sda5'],
	],
	['an XFS filesystem grows', (s) => growXfs(s, '/mnt', signal), ['xfs_growfs /mnt']],
	[
		'a device is mounted',
		(s) => mount(s, {device: '/dev/sda4', mountpoint: '/mnt', options: ['nouuid']}, signal),
		['mount --options nouuid /dev/sda4 /mnt'],
	],
	[
		'an overlay is mounted by its type',
		(s) =>
			mount(
				s,
				{device: 'overlay', type: 'overlay', mountpoint: '/x', options: ['volatile']},
				signal,
			),
		['mount --types overlay --options volatile overlay /x'],
	],
	['a mount ends', (s) => unmount(s, '/mnt', signal), ['umount /mnt']],
	[
		'signatures are erased under a lock that udev honours',
		(s) => wipeSignatures(s, '/dev/sda', signal),
		['wipefs --all --force --lock /dev/sda'],
	],
	[
		'a MiB is zeroed and synced',
		(s) => zeroMib(s, '/dev/sda', 999_424, signal),
		[
			'dd if=/dev/zero of=/dev/sda bs=1048576 count=1 oflag=seek_bytes seek=999424 conv=nocreat,notrunc,fsync status=none',
		],
	],
	['swap ends', (s) => swapOff(s, '/dev/sda2', signal), ['swapoff /dev/sda2']],
	[
		'a mapping is removed',
		(s) => removeMapping(s, {device: '/dev/dm-0', disk: '/dev/sda'}, signal),
		['flock --exclusive --timeout 30 /dev/sda dmsetup remove --retry /dev/dm-0'],
	],
	[
		'an array stops',
		(s) => stopArray(s, {device: '/dev/md127', disk: '/dev/sda'}, signal),
		['flock --exclusive --timeout 30 /dev/sda mdadm --stop /dev/md127'],
	],
	[
		'objects are pulled, all refs',
		(s) => pullLocal(s, '/mnt/ostree/repo', '/w/repo', signal),
		['ostree pull-local --repo=/mnt/ostree/repo /w/repo'],
	],
	[
		'a stateroot is made',
		(s) => initStateroot(s, '/mnt', 'rhcos_4.18.9', signal),
		['ostree admin os-init --sysroot=/mnt rhcos_4.18.9'],
	],
	[
		'a commit is deployed with its kernel arguments as they are',
		(s) =>
			deploy(
				s,
				{
					sysroot: '/mnt',
					stateroot: 'rhcos_4.18.9',
					commit: 'abc',
					kernelArguments: ['rw', 'x="$HOME <&>"'],
				},
				signal,
			),
		[
			`ostree admin deploy --os rhcos_4.18.9 --no-prune --sysroot /mnt --karg-append rw --karg-append 'x="$HOME <&>"' abc`,
		],
	],
	[
		'deployments are listed',
		(s) => listDeployments(s, '/mnt', signal),
		['ostree admin status --sysroot=/mnt'],
	],
	[
		'a deployment is removed',
		(s) => undeploy(s, '/mnt', 1, signal),
		['ostree admin undeploy --sysroot=/mnt 1'],
	],
	['a directory becomes mutable', (s) => makeMutable(s, '/mnt/x', signal), ['chattr -i /mnt/x']],
	[
		'a tree is removed, on one filesystem',
		(s) => removeAll(s, '/mnt/x', signal),
		['rm --recursive --force --one-file-system -- /mnt/x'],
	],
	[
		'a seed is copied as it is',
		(s) =>
			copyToLayout(
				s,
				{
					image: 'r/a@sha256:1',
					authFile: '/auth.json',
					layout: '/w/seed',
					temporaryDirectory: '/w/tmp',
				},
				signal,
				log,
			),
		[
			'skopeo copy --retry-times=5 --dest-oci-accept-uncompressed-layers --src-authfile=/auth.json docker://r/a@sha256:1 oci:/w/seed:seed',
		],
	],
	[
		'an image is pulled',
		(s) =>
			pullImage(s, {image: 'r/a:1', authFile: '/auth.json', temporaryDirectory: '/w/tmp'}, signal),
		['podman pull --quiet --authfile=/auth.json r/a:1'],
	],
	[
		'an image is pulled without credentials',
		(s) => pullImage(s, {image: 'r/a:1', temporaryDirectory: '/w/tmp'}, signal),
		['podman pull --quiet r/a:1'],
	],
	[
		'an archive is extracted with owners by number, labels, attributes and ACLs',
		(s) =>
			extractGzip(
				s,
				{archive: 'var.tgz', compressed: noBytes(), directory: '/mnt/x', program: 'tar'},
				signal,
				log,
			),
		[
			"tar --extract --file=- --directory=/mnt/x --numeric-owner --preserve-permissions --selinux --xattrs '--xattrs-include=*' --acls",
		],
	],
	[
		'a type is set',
		(s) => setType(s, '/x', 'install_exec_t', signal),
		['chcon --type install_exec_t /x'],
	],
	['labels are restored', (s) => restoreLabels(s, '/x', signal), ['restorecon -R /x']],
	['a filesystem is synced', (s) => syncFilesystem(s, '/mnt', signal), ['sync --file-system /mnt']],
	['a host restarts', (s) => power(s, 'reboot', signal), ['systemctl reboot']],
];

test.each(calls)('%s', async (_, call, expected) => {
	const {system, asked} = scriptedSystem(() => undefined);
	await call(system);
	expect(asked.filter((line) => !line.startsWith('udevadm'))).toEqual(expected);
});

test('the new partition gets its number, start and name', async () => {
	const inputs: unknown[] = [];
	const {system} = scriptedSystem((_, {input}) => {
		inputs.push(input);
		return undefined;
	});
	await appendPartition(system, '/dev/sda', {number: 6, startSector: 4096, name: 'a b'}, signal);
	expect(inputs).toEqual(['6 : start=4096, name="a b"\n']);
});

test('an image that is not in the storage has no digests', async () => {
	const {system} = scriptedSystem(() => ({exitCode: 125}));
	expect(await imageDigests(system, 'r/a:1', signal)).toBeUndefined();
});
