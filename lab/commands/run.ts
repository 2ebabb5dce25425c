/** `lab run`: the bundled console in a fresh host, with questions or without; what it installed is kept. */
import {join} from 'node:path';
import {persistentName} from '../host/disks.ts';
import {type LabHost, startHost} from '../host.ts';
import type {Lab} from '../stage.ts';
import {keepTarget, runOnTerminal} from './host.ts';

const bundle = join(import.meta.dirname, '../../dist/ibi-console.js');

export const runConsole = async (lab: Lab, auto: boolean): Promise<number> => {
	// The machine of whoever tries this may have fewer CPUs than a node needs.
	await using host = await startHost(lab, {configuration: {allowBelowMinimums: true}});
	const answers = auto
		? ['--mode', 'auto', '--wipe', 'yes', '--disk', persistentName(host.disks.target)]
		: [];
	const exitCode = await runOnTerminal(host, process.execPath, [bundle, ...answers]);
	if (exitCode === 0 && (await isInstalled(lab, host))) {
		const image = join(lab.settings.cacheDirectory, 'installed.raw');
		await keepTarget(lab, host, image);
		lab.reporter.note(`the disk is kept as ${image}`);
		lab.reporter.note(`to see it boot: node lab/main.ts boot ${image}`);
	}
	return exitCode;
};

/** A console that was left before it wrote anything ends well too. */
const isInstalled = async (lab: Lab, host: LabHost): Promise<boolean> => {
	const {exitCode} = await lab.system.run(
		{program: 'sfdisk', args: ['--dump', host.disks.target.image]},
		{acceptedExitCodes: [0, 1]},
	);
	return exitCode === 0;
};
