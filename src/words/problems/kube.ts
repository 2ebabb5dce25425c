/** Problems with the cluster that a deployment starts: its API, its manifests, its readiness. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

/** A screen has room for few; the log of the step names each. */
const told = 3;

const someOf = (texts: readonly string[]): string =>
	texts.length <= told + 1
		? texts.join('; ')
		: `${texts.slice(0, told).join('; ')}; and ${texts.length - told} more, each in the log`;

const lookAtTheNode = `See ${toolKeys.services}: the state and last lines of kubelet and of each member of the control plane. Retry the step to go on waiting.`;

export const kubeProblems = {
	KUBECONFIG_UNREADABLE: problem('install', ({path, why}: {path: string; why: string}) => ({
		message: `Reading the kubeconfig ${path}: ${why}.`,
		remedy: [
			`Put back what recert changed with ${toolKeys.repair}, then retry: recert writes this file anew.`,
		],
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
		remedy: [
			`Retry the step. If it fails again, see in ${toolKeys.services} whether kube-apiserver and etcd stay up.`,
		],
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
				'Retry the step to go on watching: the cluster settles by itself, and what waits is named above.',
				`If the same still wait after an hour: ${toolKeys.services} for what restarts, ${toolKeys.network} for the way to the registry.`,
			],
		}),
	),
};
