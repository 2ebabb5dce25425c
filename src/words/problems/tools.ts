/** Problems of the tools: looks at this host, and deeds outside a plan. */
import {problem} from './problem.ts';

export const toolProblems = {
	DEED_RUNNING: problem('input', ({deed}: {deed: string}) => ({
		message: `Beginning another work: ${deed} is still being done.`,
		remedy: ['Wait until it ends, or stop it on its screen.'],
	})),
	DEED_WAITS: problem('input', ({deed}: {deed: string}) => ({
		message: `Doing ${deed}: an installation or a deployment is running.`,
		remedy: ['Wait until it ends, or cancel it.'],
	})),
	SERVICE_UNKNOWN: problem('input', ({name}: {name: string}) => ({
		message: `Restarting ${name}: it is none of the services that this console looks after.`,
		remedy: ['Restart it in a shell, if it must be.'],
	})),
};
