import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {isSimple, LateSegmenter, lateEmoji} from '../../../src/screens/terminal/simple-text.ts';

const real = new Intl.Segmenter('en', {granularity: 'grapheme'});
const simple = Array.from({length: 0x3000}, (_, code) => String.fromCharCode(code)).filter(
	isSimple,
);
const texts: readonly (readonly [string, string])[] = [
	['every simple character', simple.join('')],
	['the same backwards', simple.toReversed().join('')],
	['colours, boxes and lines', '\u001B[1m│ é · ▒ │\u001B[0m\n• ┌─┐\n'],
	['a carriage return', 'a\r\nb'],
	['what is joined', '한국 é\u0301 👩‍🚀 1️⃣ │'],
	['nothing', ''],
];

test('A simple character is one column wide, beside any other', () => {
	expect(simple.length).toBeGreaterThan(1000);
	expect(simple.filter((glyph) => stringWidth(glyph) !== 1)).toEqual([]);
	expect(stringWidth(simple.join(''))).toBe(simple.length);
});

test.each(texts)('Text is cut as the segmenter of Unicode cuts it: %s', (_, text) => {
	const [ours, theirs] = [new LateSegmenter().segment(text), real.segment(text)];
	expect([...ours]).toEqual([...theirs]);
	for (let index = -1; index <= text.length; index += 97) {
		expect(ours.containing(index)).toEqual(theirs.containing(index));
	}
});

test('An emoji is found, and a letter is none', () => {
	expect(['🚀', '1️⃣', 'a', '🚀🚀'].map(lateEmoji.test)).toEqual([true, true, false, false]);
});
