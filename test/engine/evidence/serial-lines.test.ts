/** A bundle over a serial line, received by the three lines of the manual. */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {
	readLineNumbers,
	serialDurationMs,
	serialLines,
} from '../../../src/engine/evidence/serial-lines.ts';
import {bundleLimitBytes} from '../../../src/engine/steps/evidence/pack.ts';

const name = 'ibi-evidence-SN1-20261121T091403Z.tar.gz';
const bytes = Buffer.concat(
	Array.from({length: 700}, (_, index) => createHash('sha512').update(`${index}`).digest()),
);

let directory: string;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-serial-'));
	const receiver =
		/```python\n([\s\S]*?)```/.exec(readFileSync('docs/evidence.md', 'utf8'))?.[1] ?? '';
	expect(receiver.trim().split('\n')).toHaveLength(3);
	writeFileSync(join(directory, 'receive.py'), receiver);
});

afterEach(() => rmSync(directory, {recursive: true, force: true}));

/** What the receiver says of a recording. */
const received = (recording: string): string => {
	writeFileSync(join(directory, 'recording.log'), recording);
	return execFileSync('python3', ['receive.py', 'recording.log'], {cwd: directory})
		.toString()
		.trim();
};

const onTheLine = (lines: readonly string[]): string => `# login: \r\n${lines.join('\r\n')}\r\n# `;

describe('the three lines of the manual', () => {
	test('make the file of a recording', () => {
		expect(received(onTheLine(serialLines(name, bytes)))).toBe(name);
		expect(readFileSync(join(directory, name)).equals(bytes)).toBe(true);
	});

	test('name the lines that were spoilt, and take them from a second sending', () => {
		const lines = [...serialLines(name, bytes)];
		lines[17] = `${lines[17]?.slice(0, 40)}[ 1234.5] usb 1-1: new device${lines[17]?.slice(40)}`;
		lines[18] = lines[18]?.replace('A', 'B') ?? '';
		lines.splice(100, 2);
		const first = onTheLine(lines);
		const said = received(first);
		expect(said).toBe('send again: 17-18 100-101');
		const numbers = readLineNumbers(said.replace('send again:', ''));
		expect(received(first + onTheLine(serialLines(name, bytes, numbers)))).toBe(name);
		expect(readFileSync(join(directory, name)).equals(bytes)).toBe(true);
	});

	test('take a bundle that was sent after another one for itself', () => {
		const earlier = serialLines(name.replace('091403', '081403'), bytes.subarray(1));
		const lines = [...serialLines(name, bytes)];
		lines.splice(3, 1);
		expect(received(onTheLine(earlier) + onTheLine(lines))).toBe('send again: 3');
	});

	test('say what to do when the first line did not come', () => {
		const lines = serialLines(name, bytes);
		const rest = onTheLine(lines.slice(1));
		expect(() => received(rest)).toThrow('send any one line again');
		expect(received(rest + onTheLine(serialLines(name, bytes, [1])))).toBe(name);
	});

	test('write nothing of a file that is not whole', () => {
		received(onTheLine(serialLines(name, bytes).slice(0, 50)));
		expect(() => readFileSync(join(directory, name))).toThrow('ENOENT');
	});
});

test('a list of lines is numbers and ranges', () => {
	expect(readLineNumbers('17 203-205, 9')).toEqual([17, 203, 204, 205, 9]);
	expect(readLineNumbers(' ')).toEqual([]);
	expect(readLineNumbers('17; rm')).toBeUndefined();
	expect(serialLines(name, bytes, [0, 1, 999_999])).toHaveLength(3);
});

test('the largest bundle takes less than ten minutes at 115200 baud', () => {
	expect(serialDurationMs(bundleLimitBytes, 115_200)).toBeLessThan(10 * 60_000);
});

test('the time that is told is that of the characters on the line', () => {
	const characters = onTheLine(serialLines(name, bytes).slice(1, -1)).length - onTheLine([]).length;
	const perCharacterMs = 10_000 / 115_200;
	expect(serialDurationMs(bytes.byteLength, 115_200)).toBeCloseTo(characters * perCharacterMs, -1);
});
