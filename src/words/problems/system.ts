/** Problems of programs, files and the network as the seam meets them. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

export const systemProblems = {
	COMMAND_FAILED: problem(
		'dependency',
		({command, how, said}: {command: string; how: string; said: string}) => ({
			message: `Running ${command}: ${how}.${said === '' ? '' : ` It said: ${said}`}`,
			remedy: [
				'Put right what it says, then retry the step; the log of this step has all that it said.',
				`If you cannot tell what it means, take a support bundle out with ${toolKeys.evidence}.`,
			],
		}),
	),
	COMMAND_MISSING: problem('environment', ({program}: {program: string}) => ({
		message: `Starting ${program}: this system has no such program.`,
		remedy: [`Boot a live ISO that contains ${program}, then start again.`],
	})),
	COMMAND_TIMED_OUT: problem(
		'dependency',
		({command, seconds}: {command: string; seconds: number}) => ({
			message: `Running ${command}: it gave no result within ${seconds} s and was ended.`,
			remedy: [
				`If it worked on a disk, see its health in ${toolKeys.disks}; if on the network, see ${toolKeys.network}.`,
				'Then retry the step.',
			],
		}),
	),
	FILE_UNREADABLE: problem('environment', ({path, why}: {path: string; why: string}) => ({
		message: `Reading ${path}: ${why}.`,
		remedy: [`Put a readable file at ${path}, or name another one; then try again.`],
	})),
	FILE_UNWRITABLE: problem('environment', ({path, why}: {path: string; why: string}) => ({
		message: `Writing ${path}: ${why}.`,
		remedy: [
			`Make room or allow writing there, then retry: ${toolKeys.dashboard} shows what is full, ${toolKeys.disks} which disk failed.`,
		],
	})),
	OUTPUT_UNREADABLE: problem('dependency', ({program, why}: {program: string; why: string}) => ({
		message: `Reading the answer of ${program}: ${why}.`,
		remedy: [
			`Start a live system whose ${program} is of the version that belongs to this console.`,
			`Else take a support bundle out with ${toolKeys.evidence}, and report it.`,
		],
	})),
};
