/**
 * Two words that stand for a text, so that two people can compare over a telephone what one of them pasted: the
 * first two bytes of its SHA-256, each modulo 64, name two words of the list. White space at both ends does not
 * count. Twelve bits: they find a slip, not a forger.
 */
import {createHash} from 'node:crypto';

export const checksumWords = (text: string): string => {
	const [first = 0, second = 0] = createHash('sha256').update(text.trim()).digest();
	return [first, second].map((byte) => words[byte % words.length]).join('-');
};

/** Its order is part of what the words mean: never sort it, never replace one. */
const words = [
	...['acorn', 'amber', 'anchor', 'apple', 'arrow', 'badge', 'basin', 'beacon'],
	...['birch', 'bonnet', 'bridge', 'button', 'cabin', 'candle', 'canyon', 'carpet'],
	...['cedar', 'cherry', 'cobalt', 'copper', 'cotton', 'dagger', 'daisy', 'delta'],
	...['eagle', 'ember', 'falcon', 'feather', 'fiddle', 'garden', 'ginger', 'glacier'],
	...['hammer', 'harbour', 'hazel', 'island', 'ivory', 'jacket', 'jungle', 'kettle'],
	...['ladder', 'lantern', 'lemon', 'magnet', 'maple', 'marble', 'meadow', 'needle'],
	...['oasis', 'orchid', 'paddle', 'pepper', 'pillow', 'quartz', 'rabbit', 'ribbon'],
	...['saddle', 'silver', 'timber', 'tunnel', 'velvet', 'walnut', 'window', 'yellow'],
] as const;
