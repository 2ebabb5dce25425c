/**
 * A bundle over a real pseudo-terminal as slow as a serial line, with lines lost and spoilt on the way, received by the
 * three lines of the manual. The largest one was sent by hand: docs/evidence.md has the figure.
 */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {readLineNumbers, serialDurationMs} from '../../../src/engine/evidence/serial-lines.ts';
import {openRecordedLine, type RecordedLine} from '../../helpers/recorded-line.ts';

const name = 'ibi-evidence-SN1-20261121T091403Z.tar.gz';

let directory: string;
let bundle: Buffer;
const open: RecordedLine[] = [];

const makeBundle = (kilobytes: number): void => {
	const blocks = Array.from({length: kilobytes * 16}, (_, index) =>
		createHash('sha512').update(`${index}`).digest(),
	);
	bundle = Buffer.concat(blocks);
	writeFileSync(join(directory, 'sent', name), bundle);
};

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-serial-pty-'));
	execFileSync('mkdir', [join(directory, 'sent')]);
	const manual = readFileSync('docs/evidence.md', 'utf8');
	const [, receiver = ''] = /```python\n([\s\S]*?)```/.exec(manual) ?? [];
	writeFileSync(join(directory, 'receive.py'), receiver);
});

afterEach(() => {
	for (const line of open.splice(0)) line.hangUp();
	rmSync(directory, {recursive: true, force: true});
});

const send = (baud: number, lines = 'all', spoil?: (part: Buffer) => Buffer): RecordedLine => {
	const words = [join(directory, 'sent', name), lines];
	const line = openRecordedLine('test/fixtures/terminal/send-lines.ts', words, baud, spoil);
	open.push(line);
	return line;
};

/** What the receiver says of all that was recorded. */
const received = (...recordings: readonly string[]): string => {
	writeFileSync(join(directory, 'recording.log'), recordings.join(''));
	return execFileSync('python3', ['receive.py', 'recording.log'], {cwd: directory})
		.toString()
		.trim();
};

const fileReceived = (): Buffer => readFileSync(join(directory, name));

/** As a line does it: a byte turned over, some that never came, and the kernel in between. */
const noisy = (): ((part: Buffer) => Buffer) => {
	let carried = 0;
	return (part) => {
		const before = carried;
		carried += part.length;
		const isPast = (byte: number): boolean => before < byte && carried >= byte;
		if (isPast(5000))
			return Buffer.from(part.map((byte, index) => (index === 0 ? byte ^ 1 : byte)));
		if (isPast(9000)) return part.subarray(0, 0);
		if (isPast(14_000)) return Buffer.concat([Buffer.from('[ 77.1] usb 1-1: reset\r\n'), part]);
		return part;
	};
};

test('at 115200 baud, over a line that spoils some and is cut in the middle, the rest is asked for and comes', async () => {
	makeBundle(24);
	const first = send(115_200, 'all', noisy());
	await first.waitFor(/\n000100 /);
	first.hangUp();
	const said = received(first.recording());
	expect(said).toMatch(/^send again: [\d -]+-128$/);
	// Few enough to be typed.
	expect(said.split(' ').length).toBeLessThan(8);
	const asked = said.replace('send again: ', '');
	const missing = readLineNumbers(asked) ?? [];
	expect(missing.length).toBeGreaterThan(28);
	expect(missing.length).toBeLessThan(60);
	const second = send(115_200, asked);
	await second.ended();
	expect(received(first.recording(), second.recording())).toBe(name);
	expect(fileReceived().equals(bundle)).toBe(true);
});

test('a small one comes at 9600 baud, in the time that is told', async () => {
	makeBundle(3);
	const line = send(9600);
	await line.waitFor(/BEGIN/);
	const startedMs = performance.now();
	await line.waitFor(/IBI-EVIDENCE-END/);
	expect(performance.now() - startedMs).toBeGreaterThan(
		serialDurationMs(bundle.length, 9600) * 0.9,
	);
	expect(received(line.recording())).toBe(name);
	expect(fileReceived().equals(bundle)).toBe(true);
});

test('Ctrl-C ends the sending at once, not when the line has taken all', async () => {
	makeBundle(400);
	const line = send(115_200);
	await line.waitFor(/\n000040 /);
	line.type('\x03');
	await line.waitFor(/CANCELLED/);
	await line.ended();
	expect(line.recording()).not.toContain('IBI-EVIDENCE-END');
	expect(received(line.recording())).toMatch(/^send again: .*-2134$/);
});
