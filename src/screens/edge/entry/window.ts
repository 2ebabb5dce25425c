/** Blocks of lines in the rows there are: the one with the cursor whole, and as much around it as fits. Pure. */
import type {Line} from '../../lines.ts';

export const blocksAround = (
	blocks: readonly (readonly Line[])[],
	index: number,
	rows: number,
): readonly Line[] => {
	let start = index;
	let end = index + 1;
	let used = blocks[index]?.length ?? 0;
	for (;;) {
		const before = blocks[start - 1];
		const after = blocks[end];
		const isBeforeNearer = index - start <= end - 1 - index;
		if (before && used + before.length <= rows && (isBeforeNearer || !after)) {
			start -= 1;
			used += before.length;
		} else if (after && used + after.length <= rows) {
			end += 1;
			used += after.length;
		} else if (before && used + before.length <= rows) {
			start -= 1;
			used += before.length;
		} else {
			return blocks.slice(start, end).flat().slice(0, rows);
		}
	}
};
