/** Problems while a seed's cluster is given new certificates and its new name. */
import {problem} from './problem.ts';

const nothingLost =
	'Nothing is lost: the host is as it was before recert. Correct the cause, then retry the step.';
const newSeed =
	'Make the seed image again without it, or with a newer recert, and install that one.';

export const recertProblems = {
	RECERT_IMAGE_MISSING: problem('dependency', ({image, why}: {image: string; why: string}) => ({
		message: `Getting the image ${image}, which the deployment needs: ${why}.`,
		remedy: [
			'Check the network, the registry and the pull secret of the site, then retry the step.',
			'Images that were precached at the factory need no registry.',
		],
	})),
	RECERT_INCOMPATIBLE: problem('install', ({keys}: {keys: readonly string[]}) => ({
		message: `Asking recert what it can do: the recert of this seed does not know ${keys.join(', ')}.`,
		remedy: [
			'Leave out of the site what those keys stand for, or use a seed whose recert knows them.',
			'Nothing was changed by recert.',
		],
	})),
	RECERT_CONFIG_REFUSED: problem('install', ({why}: {why: string}) => ({
		message: `Reading its config: recert refused it (${why}).`,
		remedy: ['Check the keys and certificates of the site.', nothingLost],
	})),
	RECERT_ETCD_SILENT: problem('dependency', ({why}: {why: string}) => ({
		message: `Opening the database of the seed: etcd does not answer (${why}).`,
		remedy: ['Read the log of this step, then retry it.'],
	})),
	RECERT_SEED_UNSUITABLE: problem('install', ({why}: {why: string}) => ({
		message: `Making the new cluster: the seed cannot be used, since ${why}.`,
		remedy: [newSeed, 'The host is as it was before recert.'],
	})),
	RECERT_SEED_LACKS: problem('install', ({why}: {why: string}) => ({
		message: `Making the new cluster: the seed lacks ${why}.`,
		remedy: ['Leave it out of the site, or use a seed that has it.', nothingLost],
	})),
	RECERT_NO_SPACE: problem('install', ({why}: {why: string}) => ({
		message: `Making the new cluster: the disk is full (${why}).`,
		remedy: ['Free space below /var.', nothingLost],
	})),
	RECERT_CRASHED: problem('install', ({during, how}: {during: string; how: string}) => ({
		message: `Running recert (${during}): ${how}.`,
		remedy: ['Look for a lack of memory in the log of the kernel.', nothingLost],
	})),
	RECERT_TIMED_OUT: problem(
		'dependency',
		({during, seconds}: {during: string; seconds: number}) => ({
			message: `Running recert (${during}): it came to no end within ${seconds} s and was stopped.`,
			remedy: ['Check the health of the disk and the load of this host.', nothingLost],
		}),
	),
	RECERT_FAILED: problem('install', ({during, why}: {during: string; why: string}) => ({
		message: `Running recert (${during}): ${why}.`,
		remedy: [nothingLost],
	})),
	RECERT_ALREADY_APPLIED: problem('input', () => ({
		message: 'Running recert: this host already is a cluster, made from another configuration.',
		remedy: [
			'Put the configuration of that cluster back, or install the host again from its seed.',
		],
	})),
	SNAPSHOT_FAILED: problem('install', ({why}: {why: string}) => ({
		message: `Keeping a copy of the seed's data: ${why}.`,
		remedy: ['Nothing was changed. Free space below /var, then retry the step.'],
	})),
	ROLLBACK_FAILED: problem('install', ({why}: {why: string}) => ({
		message: `Putting the seed's data back: ${why}.`,
		remedy: [
			'Do not start kubelet. The copy is kept; retry the step to put it back again.',
			'If it fails again, install the host again from its seed.',
		],
	})),
};
