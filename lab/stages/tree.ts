/**
 * A small Debian system as a plain directory, with its kernel and an initramfs that knows ostree. It stands
 * in for the CoreOS tree: nothing in it has ever booted, and it has no desktop, no sound, no wireless.
 */
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {outputOf, run} from '../run.ts';
import type {Lab, Stage} from '../stage.ts';

const packages = [
	'dbus',
	'dracut',
	'e2fsprogs',
	'iproute2',
	'kmod',
	'linux-image-amd64',
	'login',
	'ostree',
	'ostree-boot',
	'procps',
	'systemd',
	'systemd-sysv',
	'udev',
	'xfsprogs',
	'zstd',
];

/** Left out while packages are unpacked: what no lab machine ever uses, two thirds of the kernel among it. */
const excludedPaths = [
	'/usr/share/doc/*',
	'/usr/share/man/*',
	'/usr/share/locale/*',
	'/usr/share/info/*',
	...[
		'drivers/bluetooth',
		'drivers/comedi',
		'drivers/gpu',
		'drivers/hwmon',
		'drivers/iio',
		'drivers/infiniband',
		'drivers/isdn',
		'drivers/media',
		'drivers/mtd',
		'drivers/net/ethernet/[a-hj-z]*',
		'drivers/net/wireless',
		'drivers/staging',
		'drivers/thunderbolt',
		'drivers/video',
		'sound',
	].map((folder) => `/lib/modules/*/kernel/${folder}/*`),
	// The kernel's hook would make an initramfs of its own, twice; ours is made once, below.
	'/etc/kernel/postinst.d/dracut',
];

const initramfsDrivers = 'ahci ext4 nvme sd_mod virtio_blk virtio_pci virtio_scsi xfs';
const omittedModules =
	'btrfs crypt dm i18n kernel-network-modules lvm mdraid multipath network nfs plymouth virtiofs';

export const tree: Stage = {
	name: 'tree',
	title: 'Debian tree with kernel and initramfs',
	inputs: ['stages/tree.ts'],
	needs: [],
	build: async (directory, lab) => {
		const root = join(directory, 'root');
		await bootstrap(root, lab);
		await makeInitramfs(root, lab);
	},
};

export const kernelVersionOf = async (root: string): Promise<string> => {
	const [version] = await readdir(join(root, 'usr/lib/modules'));
	if (version === undefined) {
		throw new Error(`No kernel under ${root}/usr/lib/modules`);
	}
	return version;
};

/** What is mounted below the tree, and what apt and dpkg start, ends with us even when we are killed. */
const isolated = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'] as const;

const bootstrap = (root: string, lab: Lab) =>
	run(lab, [
		...isolated,
		'mmdebstrap',
		'--mode=root',
		'--variant=minbase',
		'--aptopt=Acquire::Languages "none"',
		'--aptopt=APT::Install-Recommends "false"',
		...excludedPaths.map((path) => `--dpkgopt=path-exclude=${path}`),
		'--setup-hook=mkdir -p "$1/etc/kernel/postinst.d"',
		'--setup-hook=ln -s /bin/true "$1/etc/kernel/postinst.d/dracut"',
		'--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr',
		`--include=${packages.join(',')}`,
		'bookworm',
		root,
	]);

const makeInitramfs = async (root: string, lab: Lab): Promise<void> => {
	const version = await kernelVersionOf(root);
	await outputOf(lab, [
		...isolated,
		'chroot',
		root,
		'dracut',
		'--force',
		'--no-hostonly',
		'--no-hostonly-cmdline',
		'--no-early-microcode',
		'--reproducible',
		'--compress',
		'zstd',
		'--add',
		'ostree',
		'--add-drivers',
		initramfsDrivers,
		'--omit',
		omittedModules,
		`/usr/lib/modules/${version}/initramfs.img`,
		version,
	]);
};
