/** Problems of a deployment as a whole: before it starts, and what a console asks around it. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

export const deployProblems = {
	DEPLOY_NOT_READY: problem('environment', ({blockers}: {blockers: readonly string[]}) => ({
		message: `Starting the deployment: the configuration does not fit this host (${blockers.join('; ')}).`,
		remedy: [
			`See ${toolKeys.findings}: each check says what to do, in the configuration or around the host.`,
			'Then start again.',
		],
	})),
	SITE_MISSING: problem('input', () => ({
		message: 'Starting the deployment: there is no configuration yet.',
		remedy: ['Plug in a configuration ISO, or type the values on the console.'],
	})),
	SEED_UNIT_ACTIVE: problem('input', () => ({
		message: 'Starting the deployment: the unit of the seed does it on this host.',
		remedy: [
			`Wait until installation-configuration.service has ended: ${toolKeys.services} shows it.`,
		],
	})),
	ACCESS_GONE: problem('input', () => ({
		message: 'Saving the access to the cluster: it is not offered any more.',
		remedy: ['Use the stick that it was saved to, or the password that was written down.'],
	})),
};
