/**
 * Stands in for `losetup` inside a lab host: the real one, but its lists do not show the devices that are the
 * host's disks. Everything else, attaching loops included, is the real program's work.
 */
import {otherLoops} from './block-view.ts';
import {asksForJson, finish, labDisks, runReal} from './program.ts';

const args = process.argv.slice(2);
const result = runReal('losetup', args);
const lists = args.length === 0 || args.some((arg) => /^(--list|--all|--json|-[alJ]+)$/.test(arg));

if (!lists || result.stdout === '') {
	finish(result, result.stdout);
} else {
	finish(result, asksForJson(args) ? filteredJson(result.stdout) : filteredLines(result.stdout));
}

function filteredJson(text: string): string {
	const parsed = JSON.parse(text) as {loopdevices: readonly Record<string, unknown>[]};
	const loopdevices = otherLoops(parsed.loopdevices, labDisks());
	return loopdevices.length === 0 ? '' : `${JSON.stringify({loopdevices}, undefined, 3)}\n`;
}

function filteredLines(text: string): string {
	const hidden = new Set(labDisks().map(({device}) => device));
	const kept = text.split('\n').filter((line) => !hidden.has(line.split(/[:\s]/)[0] ?? ''));
	return kept.join('\n');
}
