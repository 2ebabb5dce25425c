import fc from 'fast-check';
import {expect, test} from 'vitest';
import {kargsArea, kargsText, withKargs} from '../../../src/iso/coreos/kargs.ts';

const area = (end: string, pad: string) => ({path: 'grub.cfg', offsetBytes: 0, end, pad});

test('any text that fits is read back as it was written', () => {
	const words = fc.array(fc.stringMatching(/^[a-z.=0-9]{1,12}$/), {maxLength: 8});
	fc.assert(
		fc.property(
			words,
			fc.constantFrom('', '\n'),
			fc.constantFrom('#', '*', '.', ' '),
			(all, end, pad) => {
				const text = all.join(' ');
				fc.pre(end !== '' || !text.endsWith(pad));
				const bytes = kargsArea(text, area(end, pad), 200);
				expect(bytes.length).toBe(200);
				expect(kargsText(bytes, area(end, pad))).toBe(text);
			},
		),
	);
});

test('an argument that is there already is not added again', () => {
	expect(withKargs('a=1 b', ['b', 'c', 'a=2'])).toBe('a=1 b c a=2');
	expect(withKargs('', ['a'])).toBe('a');
});
