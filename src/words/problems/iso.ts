/** Problems of ISOs: reading one, making one, changing one. */
import {problem} from './problem.ts';

export const isoProblems = {
	ISO_UNREADABLE: problem('input', ({iso, why}: {iso: string; why: string}) => ({
		message: `Reading the ISO ${iso}: ${why}.`,
		remedy: ['Check that this is the right file and that it is complete, or fetch it again.'],
	})),
	ISO_PATH_INVALID: problem('input', ({path, why}: {path: string; why: string}) => ({
		message: `Making the ISO: ${path} ${why}.`,
		remedy: [`Give ${path} another name.`],
	})),
};
