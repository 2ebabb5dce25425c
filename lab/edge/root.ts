/**
 * The root directory of an edge host: the deployment on the installed disk, with /var of its stateroot, as its
 * initramfs would mount it. Programs that the lab's small tree lacks are this machine's own: /usr of the
 * deployment lies over ours. What nobody may keep, the root directory itself among it, is in memory.
 */
import {mkdir, readdir} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {partitionOf} from '../loop.ts';
import {run} from '../run.ts';
import type {Lab} from '../stage.ts';
import {type EdgeSpec, rootFolder} from './spec.ts';

export const makeRoot = async (lab: Lab, spec: EdgeSpec): Promise<string> => {
	const root = join(spec.directory, rootFolder);
	const [sysroot, scratch] = [join(spec.directory, 'sysroot'), join(spec.directory, 'scratch')];
	await mkdir(scratch, {recursive: true});
	await mount(lab, ['-t', 'tmpfs', 'tmpfs', scratch]);
	for (const folder of [root, sysroot, join(scratch, 'upper'), join(scratch, 'work')]) {
		await mkdir(folder, {recursive: true});
	}
	await mount(lab, [partitionOf(spec.disk.device, 4), sysroot]);
	const {deployment, stateroot} = await deploymentOn(sysroot);
	await overlay(lab, root, {lower: deployment, scratch});
	await mount(lab, ['--bind', join(deployment, 'etc'), join(root, 'etc')]);
	const usr = `lowerdir=${join(deployment, 'usr')}:/usr`;
	await mount(lab, ['-t', 'overlay', '-o', usr, 'overlay', join(root, 'usr')]);
	await mount(lab, ['--bind', join(stateroot, 'var'), join(root, 'var')]);
	await mount(lab, ['--bind', sysroot, join(root, 'sysroot')]);
	await mount(lab, [partitionOf(spec.disk.device, 3), join(root, 'boot')]);
	await mountKernel(lab, root);
	await bindRepository(lab, root, spec);
	return root;
};

const mount = (lab: Lab, args: readonly string[]) => run(lab, ['mount', ...args]);

const deploymentOn = async (sysroot: string) => {
	const deploy = join(sysroot, 'ostree/deploy');
	const [name = ''] = await readdir(deploy);
	const stateroot = join(deploy, name);
	const names = await readdir(join(stateroot, 'deploy'));
	const deployment = names.find((one) => !one.endsWith('.origin'));
	if (deployment === undefined) {
		throw new Error(`No deployment below ${deploy}`);
	}
	return {stateroot, deployment: join(stateroot, 'deploy', deployment)};
};

const overlay = (
	lab: Lab,
	root: string,
	{lower, scratch}: {readonly lower: string; readonly scratch: string},
) => {
	const layers = `lowerdir=${lower},upperdir=${join(scratch, 'upper')},workdir=${join(scratch, 'work')}`;
	return mount(lab, ['-t', 'overlay', '-o', layers, 'overlay', root]);
};

/** The devices of the machine stay outside, and sysfs may not be written: then systemd waits for no udev. */
const mountKernel = async (lab: Lab, root: string): Promise<void> => {
	await mount(lab, ['-t', 'proc', 'proc', join(root, 'proc')]);
	await mount(lab, ['-t', 'sysfs', '-o', 'ro', 'sysfs', join(root, 'sys')]);
	const groups = join(root, 'sys/fs/cgroup');
	await mount(lab, ['-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', groups]);
	for (const controller of await controllers()) {
		const place = join(groups, controller);
		await mkdir(place);
		const what = controller === 'systemd' ? 'none,name=systemd' : controller;
		await mount(lab, ['-t', 'cgroup', '-o', what, 'cgroup', place]);
	}
	for (const place of ['run', 'tmp', 'dev']) {
		await mount(lab, ['-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', join(root, place)]);
	}
	await mkdir(join(root, 'run/ibi-lab/outside'), {recursive: true});
};

const controllers = async (): Promise<readonly string[]> =>
	(await readdir('/sys/fs/cgroup')).filter((name) => name !== 'unified');

/** Read-only, and at its own path; Node too, where it lies elsewhere than below /usr. */
const bindRepository = async (
	lab: Lab,
	root: string,
	{repository, node}: EdgeSpec,
): Promise<void> => {
	const folders = [repository, dirname(node)].filter(
		(folder, index) =>
			!folder.startsWith('/usr/') && (index === 0 || !folder.startsWith(`${repository}/`)),
	);
	for (const folder of folders) {
		await mkdir(join(root, folder), {recursive: true});
		await mount(lab, ['--bind', '-o', 'ro', folder, join(root, folder)]);
	}
};
