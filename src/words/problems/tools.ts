/** Problems of the tools: looks at this host, and deeds outside a plan. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

export const toolProblems = {
	DEED_RUNNING: problem('input', ({deed}: {deed: string}) => ({
		message: `Beginning another work: one is still being done (${deed}).`,
		remedy: ['Wait until it ends, or stop it on its screen.'],
	})),
	DEED_WAITS: problem('input', ({deed}: {deed: string}) => ({
		message: `Doing ${deed}: an installation or a deployment is running.`,
		remedy: ['Wait until it ends, or cancel it.'],
	})),
	PORT_WITHOUT_LIGHT: problem('environment', ({nic}: {nic: string}) => ({
		message: `Making the port of ${nic} blink: its driver cannot.`,
		remedy: ['Take "Plug a cable now": it says which port a cable came into.'],
	})),
	NETWORK_CHANGE_REFUSED: problem('environment', ({why}: {why: string}) => ({
		message: `Changing the network: nmstate refused it (${why}).`,
		remedy: ['The network is as it was before. Correct what was typed, then try again.'],
	})),
	TRIAL_OVER: problem('input', () => ({
		message: 'Keeping the network: no change is being tried.',
		remedy: ['A change that nobody keeps is put back by itself; try it again.'],
	})),
	CLEARING_FAILED: problem('install', ({disk, why}: {disk: string; why: string}) => ({
		message: `Clearing ${disk}: ${why}`,
		remedy: [`See in ${toolKeys.disks} what holds it and what frees it, then clear it again.`],
	})),
	LOG_UNREADABLE: problem('environment', ({why}: {why: string}) => ({
		message: `Reading the journal of this host: ${why}`,
		remedy: ['Choose another log. Without storage on a disk the start before is not kept.'],
	})),
	HOST_DEPLOYED: problem('input', ({deed}: {deed: string}) => ({
		message: `Doing ${deed}: this host is deployed, and is not changed from its console.`,
		remedy: ['Use the API of the cluster, or log in by SSH.'],
	})),
	SERVICE_UNKNOWN: problem('input', ({name}: {name: string}) => ({
		message: `Restarting ${name}: it is none of the services that this console looks after.`,
		remedy: ['Restart it in a shell, if it must be.'],
	})),
};
