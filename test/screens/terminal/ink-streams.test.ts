import {describe, expect, test} from 'vitest';
import {FrameStream} from '../../../src/screens/terminal/ink-streams.ts';

const received = (...writes: readonly string[]): readonly string[] => {
	const frames: string[] = [];
	const stream = new FrameStream({columns: 80, rows: 24}, (frame) => frames.push(frame));
	for (const text of writes) stream.write(text);
	return frames;
};

describe('what Ink writes', () => {
	test('is a frame', () => {
		expect(received('one\ntwo', '\x1b[1mbold\x1b[22m', '')).toEqual([
			'one\ntwo',
			'\x1b[1mbold\x1b[22m',
			'',
		]);
	});

	test('is no frame when it only moves, erases, changes modes, or ends the line', () => {
		expect(
			received('\x1b[?25l', '\x1b[?2026h', '\x1b[2K\x1b[1A\x1b[2K\x1b[G', '\x1b[?2004l', '\n'),
		).toEqual([]);
	});

	test('is no frame when it only waits for the earlier ones', () => {
		const frames: string[] = [];
		const stream = new FrameStream({columns: 80, rows: 24}, (frame) => frames.push(frame));
		let isDone = false;
		stream.write('', () => {
			isDone = true;
		});
		expect([frames, isDone]).toEqual([[], true]);
	});
});
