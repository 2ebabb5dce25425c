/** Problems of the seed image: reaching it, reading it, fitting it to this host. */
import {problem} from './problem.ts';

export const seedProblems = {
	SEED_UNREADABLE: problem('input', ({image, why}: {image: string; why: string}) => ({
		message: `Reading the seed image ${image}: ${why}.`,
		remedy: ['Check the name of the image, or give another one.'],
	})),
};
