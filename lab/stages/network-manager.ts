/**
 * The real NetworkManager with its bus, as a tree that is entered and never started on this machine's own network, and
 * the real nmstatectl, built from the Rust package registry. Both are as new as those of the newest CoreOS.
 */
import {join} from 'node:path';
import {run} from '../run.ts';
import {artifactDirectory, isBuilt, type Lab, type Stage} from '../stage.ts';

const crateVersion = '2.2.62';

/** A minute and a half on two cores. */
export const networkManager: Stage = {
	name: 'network-manager',
	title: `NetworkManager, and nmstatectl ${crateVersion} built by cargo`,
	inputs: [],
	parameters: () => [crateVersion, 'trixie', 'recipe 1'],
	needs: [],
	build: async (directory, lab) => {
		await run(lab, [
			'mmdebstrap',
			...['--mode=root', '--variant=extract', '--include=network-manager,dbus-daemon'],
			...['trixie', join(directory, 'root')],
		]);
		const target = join(directory, 'target');
		const what = ['nmstatectl', '--version', crateVersion, '--locked', '--debug'];
		const where = ['--root', directory, '--no-track'];
		await run(lab, ['cargo', 'install', ...what, ...where], {
			environment: {CARGO_TARGET_DIR: target, CARGO_PROFILE_DEV_DEBUG: '0'},
		});
		await run(lab, ['rm', '-rf', target]);
	},
};

export type NetworkManagerFiles = {
	/** The tree with `usr/sbin/NetworkManager`. */
	readonly root: string;
	/** The directory of `nmstatectl`. */
	readonly programs: string;
};

/** undefined where nobody asked for them. */
export const realNetworkManager = async (lab: Lab): Promise<NetworkManagerFiles | undefined> => {
	if (!(await isBuilt(networkManager, lab))) {
		return undefined;
	}
	const directory = await artifactDirectory(networkManager, lab.settings);
	return {root: join(directory, 'root'), programs: join(directory, 'bin')};
};
