/** What became of one item of a bundle: as it stands in the index of its group, and in the manifest. */
import {z} from 'zod';

export const partShape = z.object({
	/** In the bundle, as `logs/kernel.txt`. */
	path: z.string(),
	durationMs: z.number(),
	/** What was left out of it. */
	note: z.string().optional(),
	/** Why there is no text. */
	fault: z.string().optional(),
});

export type Part = z.output<typeof partShape>;

export const indexShape = z.array(partShape);
