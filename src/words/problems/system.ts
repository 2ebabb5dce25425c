/** Problems of programs, files and the network as the seam meets them. */
import {problem} from './problem.ts';

export const systemProblems = {
	COMMAND_FAILED: problem(
		'dependency',
		({command, how, said}: {command: string; how: string; said: string}) => ({
			message: `Running ${command}: ${how}.${said === '' ? '' : ` It said: ${said}`}`,
			remedy: ['Read the log of this step, then retry the step.'],
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
			remedy: ['Check the device or the network that it was working on, then retry the step.'],
		}),
	),
	FILE_UNREADABLE: problem('environment', ({path, why}: {path: string; why: string}) => ({
		message: `Reading ${path}: ${why}.`,
		remedy: [`Check that ${path} exists and can be read.`],
	})),
	FILE_UNWRITABLE: problem('environment', ({path, why}: {path: string; why: string}) => ({
		message: `Writing ${path}: ${why}.`,
		remedy: [`Check the free space and the permissions of ${path}.`],
	})),
	OUTPUT_UNREADABLE: problem('dependency', ({program, why}: {program: string; why: string}) => ({
		message: `Reading the answer of ${program}: ${why}.`,
		remedy: [`Run ${program} in a shell to see its answer; its version may be too old or too new.`],
	})),
};
