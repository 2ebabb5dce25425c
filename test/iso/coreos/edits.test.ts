import fc from 'fast-check';
import {expect, test} from 'vitest';
import {edited} from '../../../src/iso/coreos/edits.ts';

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]) {
	let start = 0;
	for (const size of [...sizes, bytes.length]) {
		yield bytes.subarray(start, start + size);
		start += size;
	}
}

test('whatever the chunks, exactly the edited bytes change', async () => {
	const inputs = fc.record({
		bytes: fc.uint8Array({minLength: 1, maxLength: 200}),
		sizes: fc.array(fc.integer({min: 1, max: 40}), {maxLength: 20}),
		edits: fc.array(
			fc.record({offsetBytes: fc.nat(220), bytes: fc.uint8Array({minLength: 1, maxLength: 60})}),
			{maxLength: 4},
		),
	});
	await fc.assert(
		fc.asyncProperty(inputs, async ({bytes, sizes, edits}) => {
			const expected = Uint8Array.from(bytes);
			for (const edit of edits) {
				const room = Math.max(0, bytes.length - edit.offsetBytes);
				expected.set(edit.bytes.subarray(0, room), Math.min(edit.offsetBytes, bytes.length));
			}
			const before = Uint8Array.from(bytes);
			const written: Uint8Array[] = [];
			for await (const chunk of edited(inChunks(bytes, sizes), edits)) {
				written.push(chunk);
			}
			expect(Buffer.concat(written).equals(expected)).toBe(true);
			expect(bytes).toEqual(before);
		}),
		{numRuns: 300},
	);
});
