/**
 * Run inside of an edge host: gives it a terminal where a machine has a screen or a serial line, as `/dev/tty1`. What a
 * person would see comes out, what is typed goes in. It outlives a hang-up, as a screen does.
 */
import {readSync, symlinkSync, unlinkSync, writeSync} from 'node:fs';
import {createRequire} from 'node:module';

type Pty = {
	readonly open: (
		columns: number,
		rows: number,
	) => {readonly master: number; readonly slave: number; readonly pty: string};
};

const pollMs = 20;

const {requireBinary} = createRequire(import.meta.url)('@lydell/node-pty/requireBinary.js') as {
	readonly requireBinary: (file: string) => Pty;
};
const [path = '/dev/tty1'] = process.argv.slice(2);
const {master, pty} = requireBinary('pty.node').open(80, 24);

// Units of screens ask for the second one.
for (const place of path === '/dev/tty1' ? [path, '/dev/tty0'] : [path]) {
	try {
		unlinkSync(place);
	} catch {
		// It was not there.
	}
	symlinkSync(pty, place);
}
process.stdin.setRawMode?.(true);
process.stdin.on('data', (bytes: Uint8Array) => writeSync(master, bytes));
process.stdin.on('end', () => process.exit(0));
const buffer = new Uint8Array(65_536);
setInterval(() => {
	try {
		process.stdout.write(buffer.slice(0, readSync(master, buffer)));
	} catch {
		// Nothing to read, or nobody has the other end open.
	}
}, pollMs);
