/**
 * The private places of a lab host, all inside its own mount namespace. As on a live system everything under
 * /run, /etc and /var may be written and is forgotten; bulk data lies in the host's folder on disk.
 */
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {run} from '../run.ts';
import type {Lab} from '../stage.ts';
import type {HostSpec} from './spec.ts';

export const makeMounts = async (lab: Lab, spec: HostSpec): Promise<void> => {
	await mountSysfs(lab, spec.directory);
	for (const place of ['/run', '/mnt']) {
		await mountTmpfs(lab, place);
	}
	await mountOverlays(lab, spec.directory);
	await bindBulk(lab, spec.directory);
	await mountDeviceNames(lab);
	await bindCommandLine(lab, spec);
	await mountMedium(lab, spec);
};

const mountTmpfs = (lab: Lab, place: string) =>
	run(lab, ['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', place]);

/** A new one shows the interfaces of the new network namespace; container engines want the old cgroups in it. */
const mountSysfs = async (lab: Lab, directory: string): Promise<void> => {
	const kept = join(directory, 'cgroup');
	await mkdir(kept);
	await run(lab, ['mount', '--rbind', '/sys/fs/cgroup', kept]);
	await run(lab, ['mount', '-t', 'sysfs', 'sysfs', '/sys']);
	await run(lab, ['mount', '--rbind', kept, '/sys/fs/cgroup']);
	await run(lab, ['umount', '--recursive', '--lazy', kept]);
};

/** Upper layers in memory: an overlay cannot have one on an overlay, which a container's root is. */
const mountOverlays = async (lab: Lab, directory: string): Promise<void> => {
	const layers = join(directory, 'layers');
	await mkdir(layers);
	await mountTmpfs(lab, layers);
	for (const place of ['etc', 'var', 'usr/local']) {
		const name = place.replace('/', '-');
		const [upper, work] = [join(layers, name, 'upper'), join(layers, name, 'work')];
		await mkdir(upper, {recursive: true});
		await mkdir(work, {recursive: true});
		const options = `lowerdir=/${place},upperdir=${upper},workdir=${work}`;
		await run(lab, ['mount', '-t', 'overlay', '-o', options, 'overlay', `/${place}`]);
	}
};

const bindBulk = async (lab: Lab, directory: string): Promise<void> => {
	for (const place of ['/var/tmp', '/var/lib/containers']) {
		const own = join(directory, place.replaceAll('/', '_'));
		await mkdir(own);
		await mkdir(place, {recursive: true});
		await run(lab, ['mount', '--bind', own, place]);
	}
};

/** The folder itself has to exist in the machine's /dev; where no udev runs, it is made, empty. */
const mountDeviceNames = async (lab: Lab): Promise<void> => {
	await mkdir('/dev/disk', {recursive: true});
	await mountTmpfs(lab, '/dev/disk');
};

const bindCommandLine = async (lab: Lab, spec: HostSpec): Promise<void> => {
	const own = join(spec.directory, 'cmdline');
	const words = [
		'BOOT_IMAGE=/images/pxeboot/vmlinuz',
		'random.trust_cpu=on',
		...spec.kernelArguments,
	];
	await writeFile(own, `${words.join(' ')}\n`);
	await run(lab, ['mount', '--bind', own, '/proc/cmdline']);
};

/** Kernels without iso9660 leave the medium unmounted; its label on the kernel command line still names it. */
const mountMedium = async (lab: Lab, spec: HostSpec): Promise<void> => {
	const medium = spec.disks.find(({role}) => role === 'medium');
	await mkdir('/run/media/iso', {recursive: true});
	await run(lab, ['mount', '-o', 'ro', medium?.device ?? '', '/run/media/iso'], {
		acceptedExitCodes: [0, 32],
	});
};
