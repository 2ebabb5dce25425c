/**
 * Stands in for `lsblk` inside a lab host: runs the real one, leaves only the host's own disks in its JSON and
 * pairs and shows them as disks with model, serial and WWN. Lists and trees show those disks and nothing else. What it
 * would read from udev's database is filled in from `blkid`, since no udev daemon watches these devices.
 */
import {formatPairs, labBlockDevices, parsePairs, parseProbe, withProbed} from './block-view.ts';
import {asksForJson, finish, labDisks, runReal} from './program.ts';

const args = process.argv.slice(2);
const disks = labDisks();

if (asksForJson(args)) {
	const result = runReal('lsblk', args);
	finish(result, result.stdout === '' ? '' : filtered(result.stdout));
} else {
	const named = args.some((arg) => arg.startsWith('/dev/'));
	const result = runReal('lsblk', named ? args : [...args, ...disks.map(({device}) => device)]);
	const pairs = args.some((arg) => arg === '--pairs' || /^-[a-zA-Z]*P/.test(arg));
	finish(result, pairs ? filledPairs(result.stdout) : result.stdout);
}

function filledPairs(text: string): string {
	const rows = labBlockDevices(parsePairs(text), disks);
	return formatPairs(withProbed(rows, probe));
}

function filtered(text: string): string {
	const parsed = JSON.parse(text) as {blockdevices: readonly Record<string, unknown>[]};
	const shown = labBlockDevices(parsed.blockdevices, disks);
	const blockdevices = withProbed(shown, probe);
	return `${JSON.stringify({...parsed, blockdevices}, undefined, 3)}\n`;
}

function probe(device: string): Readonly<Record<string, string>> {
	return parseProbe(runReal('blkid', ['--probe', '--output', 'export', device]).stdout);
}
