/** What the steps of the cluster have in common: the client, and faults as problems. */
import {InstallError} from '../../../errors.ts';
import {type KubeAnswer, type KubeClient, kubeClient} from '../../../kube/client.ts';
import {isPassing, type KubeFault, reasonOf} from '../../../kube/fault.ts';
import {readKubeconfig} from '../../../kube/kubeconfig.ts';
import {askUntil} from '../../../kube/retry.ts';
import type {StepContext} from '../../step.ts';
import {kubeconfigPath} from './layout.ts';

/** Read anew by each step: recert may have been rolled back and run again in between. */
export const openCluster = async ({
	system,
	signal,
}: Pick<StepContext, 'system' | 'signal'>): Promise<KubeClient> =>
	kubeClient(system, await readKubeconfig(system, kubeconfigPath), signal);

const patienceMs = 5 * 60_000;

/** @throws InstallError KUBE_REQUEST_FAILED when the API refuses, or stays away for minutes */
export const request = async <Value>(
	context: StepContext,
	doing: string,
	ask: () => Promise<KubeAnswer<Value>>,
): Promise<Value> => {
	const answer = await askUntil(context, patienceMs, ask);
	if (!answer.isOk) {
		throw new InstallError('KUBE_REQUEST_FAILED', {doing, why: reasonOf(answer.fault)});
	}
	return answer.value;
};

/** Undefined when the API has no such thing. @throws InstallError KUBE_REQUEST_FAILED */
export const requestIfThere = async <Value>(
	context: StepContext,
	doing: string,
	ask: () => Promise<KubeAnswer<Value>>,
): Promise<Value | undefined> => {
	const answer = await request<Value | undefined>(context, doing, async () => {
		const found = await ask();
		return found.isOk || found.fault.kind !== 'missing' ? found : {isOk: true, value: undefined};
	});
	return answer;
};

/** For waits on something that the cluster makes by itself. */
export const canComeYet = (fault: KubeFault): boolean =>
	isPassing(fault) || fault.kind === 'missing';
