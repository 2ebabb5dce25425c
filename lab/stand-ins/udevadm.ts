/**
 * Stands in for `udevadm` inside a lab host, where no udev daemon runs: `info` knows the properties of the
 * host's disks, `settle` and `trigger` have nothing to wait for. Other requests go to the real program.
 *
 * Settling also adds the partitions of the host's disks, in place of a kernel that parses partition tables:
 * whoever had the table read again and then settles finds them.
 */
import {spawnSync} from 'node:child_process';
import {udevProperties} from '../host/disks.ts';
import {finish, labDisks, runReal} from './program.ts';

const [verb, ...args] = process.argv.slice(2);
const disk = labDisks().find(({device}) => device === deviceIn(args));

if (verb === 'info' && disk !== undefined) {
	const prefix = args.some((arg) => /query|^-q/.test(arg)) ? '' : 'E: ';
	for (const [name, value] of Object.entries(udevProperties(disk))) {
		process.stdout.write(`${prefix}${name}=${value}\n`);
	}
} else if (verb === 'settle') {
	for (const {device} of labDisks().filter(({role}) => role !== 'medium')) {
		spawnSync('partx', ['--update', device]);
	}
} else if (verb !== 'trigger') {
	const result = runReal('udevadm', process.argv.slice(2));
	finish(result, result.stdout);
}

function deviceIn(words: readonly string[]): string | undefined {
	const path = words.map((word) => word.replace(/^--(name|path)=/, '')).find(isDevicePath);
	return path?.replace('/sys/class/block/', '/dev/').replace('/sys/block/', '/dev/');
}

function isDevicePath(word: string): boolean {
	return /^\/(dev|sys\/class\/block|sys\/block)\//.test(word);
}
