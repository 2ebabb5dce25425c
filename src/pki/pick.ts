/** Characters drawn from an alphabet, each equally likely: bytes that would favour its beginning are drawn again. */
import type {Random} from '../system/types.ts';

export const pick = (random: Random, alphabet: string, count: number): string => {
	const fair = 256 - (256 % alphabet.length);
	let picked = '';
	while (picked.length < count) {
		const [byte = 0] = random.bytes(1);
		picked += byte < fair ? alphabet[byte % alphabet.length] : '';
	}
	return picked;
};
