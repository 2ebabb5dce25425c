/** Machines made by hand: from a short description, what the programs would say and the files would hold. */
import {commandLine} from '../../src/system/run.ts';
import type {Command} from '../../src/system/types.ts';
import {ipAddressCommand, ipLinkCommand, ipRouteCommand} from '../../src/tools/ip.ts';
import {losetupCommand} from '../../src/tools/losetup.ts';
import {lsblkCommand} from '../../src/tools/lsblk.ts';
import {contentAnswers, diskRow, layerAnswers, text, udevAnswer} from './made-machine/answers.ts';
import {layersOf, type MadeMachine} from './made-machine/description.ts';
import {
	blocksOf,
	layerFiles,
	layerLinks,
	linksOf,
	sysfsDirectories,
	sysfsFiles,
} from './made-machine/files.ts';
import type {Machine, RecordedAnswer} from './recorded-system.ts';

export const bootId = '9d3f1c52-6a0e-4f7b-8a41-2f1b8e0c7d65';

export const makeMachine = (made: MadeMachine): Machine => {
	const {disks, network, mounts = [], swaps = [], loops = []} = made;
	const said = (command: Command, answer: RecordedAnswer): [string, RecordedAnswer] => [
		commandLine(command),
		answer,
	];
	return {
		origin: 'made by hand',
		note: made.note,
		commands: Object.fromEntries([
			said(lsblkCommand(), {json: {blockdevices: disks.map(diskRow)}}),
			said(losetupCommand, {
				json: {
					loopdevices: loops.map(({path, backingPath}) => ({name: path, 'back-file': backingPath})),
				},
			}),
			...disks.flatMap(contentAnswers),
			said(ipLinkCommand, {json: network?.links ?? []}),
			said(ipAddressCommand, {json: network?.addresses ?? []}),
			said(ipRouteCommand(4), {json: network?.routes ?? []}),
			said(ipRouteCommand(6), {json: []}),
			said({program: 'uname', args: ['--machine']}, text('x86_64\n')),
			said(
				{program: 'timedatectl', args: ['show', '--property=NTPSynchronized', '--value']},
				text('yes\n'),
			),
			...disks.flatMap(udevAnswer),
			...layersOf(disks).flatMap(layerAnswers),
			...Object.entries(made.commands ?? {}),
		]),
		files: {
			'/proc/self/mountinfo': mounts.map((line) => `${line}\n`).join(''),
			'/proc/swaps': ['Filename Type Size Used Priority', ...swaps]
				.map((line) => `${line}\n`)
				.join(''),
			'/proc/cmdline': `${made.commandLine ?? ''}\n`,
			'/proc/sys/kernel/hostname': 'localhost\n',
			'/proc/sys/kernel/osrelease': '5.14.0-570.el9.x86_64\n',
			'/proc/sys/kernel/random/boot_id': `${bootId}\n`,
			'/proc/cpuinfo': 'processor\t: 0\nmodel name\t: Intel(R) Xeon(R) D-2796NT\n',
			'/proc/meminfo': 'MemTotal:       65536000 kB\n',
			'/sys/devices/system/cpu/online': '0-39\n',
			'/etc/resolv.conf': 'search example.com\nnameserver 192.0.2.53\n',
			...Object.assign({}, ...disks.map(sysfsFiles)),
			...Object.assign({}, ...layersOf(disks).map(layerFiles)),
			...made.files,
		},
		directories: {
			...Object.assign({}, ...disks.map(sysfsDirectories)),
			...made.directories,
		},
		links: {
			...Object.assign({}, ...disks.map(linksOf)),
			...Object.assign({}, ...layersOf(disks).map(layerLinks)),
			...made.links,
		},
		blocks: Object.assign({}, ...disks.map(blocksOf)),
	};
};
