/** Problems while a seed's cluster is given new certificates and its new name. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

const nothingLost = 'Then retry the step. Nothing is lost: the host is as it was before recert.';
const newSeed =
	'Make the seed image again without it, or with a newer recert, and install that one.';

export const recertProblems = {
	RECERT_IMAGE_MISSING: problem('dependency', ({image, why}: {image: string; why: string}) => ({
		message: `Getting the image ${image}, which the deployment needs: ${why}.`,
		remedy: [
			`See ${toolKeys.network}: it names the first rung on the way to the registry that does not hold. Then retry the step.`,
			'An image that was precached at the factory needs no registry.',
		],
	})),
	RECERT_INCOMPATIBLE: problem('install', ({keys}: {keys: readonly string[]}) => ({
		message: `Asking recert what it can do: the recert of this seed does not know ${keys.join(', ')}.`,
		remedy: [
			`Leave out of the site what those keys stand for and take it over with ${toolKeys.repair}, Import.`,
			'Or install a seed whose recert knows them.',
			'Recert changed nothing.',
		],
	})),
	RECERT_CONFIG_REFUSED: problem('install', ({why}: {why: string}) => ({
		message: `Reading its config: recert refused it (${why}).`,
		remedy: [
			`Correct what it names in the configuration of the site, and take that over with ${toolKeys.repair}, Import.`,
			nothingLost,
		],
	})),
	RECERT_ETCD_SILENT: problem('dependency', ({why}: {why: string}) => ({
		message: `Opening the database of the seed: etcd does not answer (${why}).`,
		remedy: [
			'Retry the step: it starts etcd anew.',
			`If it stays silent, look for a slow or failing disk: ${toolKeys.disks}. ${toolKeys.logs} has what etcd said.`,
		],
	})),
	RECERT_SEED_UNSUITABLE: problem('install', ({why}: {why: string}) => ({
		message: `Making the new cluster: the seed cannot be used, since ${why}.`,
		remedy: [newSeed, 'The host is as it was before recert.'],
	})),
	RECERT_SEED_LACKS: problem('install', ({why}: {why: string}) => ({
		message: `Making the new cluster: the seed lacks ${why}.`,
		remedy: [
			`Leave it out of the site and take that over with ${toolKeys.repair}, Import; or install a seed that has it.`,
			nothingLost,
		],
	})),
	RECERT_NO_SPACE: problem('install', ({why}: {why: string}) => ({
		message: `Making the new cluster: the disk is full (${why}).`,
		remedy: ['Free space below /var in a shell (journalctl --vacuum-size=100M).', nothingLost],
	})),
	RECERT_CRASHED: problem('install', ({during, how}: {during: string; how: string}) => ({
		message: `Running recert (${during}): ${how}.`,
		remedy: [
			`Look for "Out of memory" in the kernel log, ${toolKeys.logs}: then the host has too little.`,
			nothingLost,
		],
	})),
	RECERT_TIMED_OUT: problem(
		'dependency',
		({during, seconds}: {during: string; seconds: number}) => ({
			message: `Running recert (${during}): it came to no end within ${seconds} s and was stopped.`,
			remedy: [
				`Look for a slow or failing disk with ${toolKeys.disks}, and for what takes the processor with ${toolKeys.dashboard}.`,
				nothingLost,
			],
		}),
	),
	RECERT_FAILED: problem('install', ({during, why}: {during: string; why: string}) => ({
		message: `Running recert (${during}): ${why}.`,
		remedy: [
			`Put right what it says; ${toolKeys.services} has the summary of recert.`,
			nothingLost,
		],
	})),
	RECERT_ALREADY_APPLIED: problem('input', () => ({
		message: 'Running recert: this host already is a cluster, made from another configuration.',
		remedy: [
			'Put the configuration of that cluster back, or install the host again from its seed.',
		],
	})),
	SNAPSHOT_FAILED: problem('install', ({why}: {why: string}) => ({
		message: `Keeping a copy of the seed's data: ${why}.`,
		remedy: [
			'Free space below /var in a shell (journalctl --vacuum-size=100M), then retry the step. Nothing was changed.',
		],
	})),
	ROLLBACK_FAILED: problem('install', ({why}: {why: string}) => ({
		message: `Putting the seed's data back: ${why}.`,
		remedy: [
			`Put it back once more with ${toolKeys.repair}: the copy is kept. Do not start kubelet.`,
			'If that fails again, install the host again from its seed.',
		],
	})),
};
