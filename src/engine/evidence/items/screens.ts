/** What the consoles show now, as text, each screen a file. */
import type {EvidenceItem, EvidenceSource} from '../source.ts';

export const screenItems = async ({screens}: EvidenceSource): Promise<readonly EvidenceItem[]> =>
	((await screens?.()) ?? []).map(({name, text}) => ({
		name: `${name}.txt`,
		read: async () => ({text: `${text}\n`}),
	}));
