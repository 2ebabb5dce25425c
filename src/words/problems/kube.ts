/** Problems with the cluster that a deployment starts: its API, its manifests, its readiness. */
import {problem} from './problem.ts';

/** A screen has room for few; the log of the step names each. */
const told = 3;

const someOf = (texts: readonly string[]): string =>
	texts.length <= told + 1
		? texts.join('; ')
		: `${texts.slice(0, told).join('; ')}; and ${texts.length - told} more, each in the log`;

const lookAtTheNode =
	'Look at the log of kubelet (journalctl -u kubelet) and at its containers (crictl ps -a), then retry the step.';

export const kubeProblems = {
	KUBECONFIG_UNREADABLE: problem('install', ({path, why}: {path: string; why: string}) => ({
		message: `Reading the kubeconfig ${path}: ${why}.`,
		remedy: ['Roll recert back and let it run again: it writes this file anew.'],
	})),
	KUBE_API_SILENT: problem(
		'install',
		({server, minutes, why}: {server: string; minutes: number; why: string}) => ({
			message: `Waiting for the cluster API at ${server}: after ${minutes} min ${why}.`,
			remedy: [lookAtTheNode],
		}),
	),
	KUBE_REQUEST_FAILED: problem('install', ({doing, why}: {doing: string; why: string}) => ({
		message: `${doing}: ${why}.`,
		remedy: ['Check what the cluster API says, then retry the step.'],
	})),
	KUBE_MANIFESTS_INVALID: problem(
		'input',
		({directory, faults}: {directory: string; faults: readonly string[]}) => ({
			message: `Reading the manifests of ${directory}: ${someOf(faults)}.`,
			remedy: [`Correct the files in ${directory}, then retry the step.`],
		}),
	),
	KUBE_MANIFESTS_FAILED: problem(
		'install',
		({directory, failures}: {directory: string; failures: readonly string[]}) => ({
			message: `Applying the manifests of ${directory}: ${failures.length} failed: ${someOf(failures)}.`,
			remedy: [
				`Correct the files in ${directory}, then retry the step.`,
				'What was applied stays; it is only applied again.',
			],
		}),
	),
	KUBE_NODE_MISSING: problem('install', ({minutes, why}: {minutes: number; why: string}) => ({
		message: `Labelling the node: after ${minutes} min ${why}.`,
		remedy: [lookAtTheNode],
	})),
	CLUSTER_NOT_READY: problem(
		'install',
		({minutes, waiting}: {minutes: number; waiting: readonly string[]}) => ({
			message: `Waiting for the cluster to become ready: after ${minutes} min ${someOf(waiting)}.`,
			remedy: [
				'Look at the operators that are named (oc get clusteroperators) and at their pods.',
				'The cluster goes on settling by itself; retry the step to watch it again.',
			],
		}),
	),
};
