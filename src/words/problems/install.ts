/** Problems while installing: after the disk was confirmed. */
import {problem} from './problem.ts';

export const installProblems = {
	PARTITION_MISSING: problem('install', ({disk, number}: {disk: string; number: number}) => ({
		message: `Looking for partition ${number} of ${disk}: it is not there.`,
		remedy: ['Retry the install from the beginning; if it stays so, try another disk.'],
	})),
};
