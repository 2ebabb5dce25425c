/**
 * Stands in for `lsblk` inside a lab host: runs the real one, leaves only the host's own disks in its JSON and
 * shows them as disks with model, serial and WWN. Without JSON it lists those disks and nothing else.
 */
import {labBlockDevices} from './block-view.ts';
import {asksForJson, finish, labDisks, runReal} from './program.ts';

const args = process.argv.slice(2);
const disks = labDisks();

if (asksForJson(args)) {
	const result = runReal('lsblk', args);
	finish(result, result.stdout === '' ? '' : filtered(result.stdout));
} else {
	const named = args.some((arg) => arg.startsWith('/dev/'));
	const result = runReal('lsblk', named ? args : [...args, ...disks.map(({device}) => device)]);
	finish(result, result.stdout);
}

function filtered(text: string): string {
	const parsed = JSON.parse(text) as {blockdevices: readonly Record<string, unknown>[]};
	const blockdevices = labBlockDevices(parsed.blockdevices, disks);
	return `${JSON.stringify({...parsed, blockdevices}, undefined, 3)}\n`;
}
