/** Problems of keys and certificates. */
import {problem} from './problem.ts';

export const pkiProblems = {
	IDENTITY_INVALID: problem('input', ({path, why}: {path: string; why: string}) => ({
		message: `Reading the identity of a cluster (${path}): ${why}.`,
		remedy: [
			'Give the directory that the first configuration ISO of this cluster was made in.',
			'Leave the identity out to make a new cluster; its kubeconfig will be a new one too.',
		],
	})),
};
