/** The deployment of the seed on the installed system, read back from ostree. */
import {InstallError} from '../../errors.ts';
import {type Deployment, deploymentPath, listDeployments} from '../../tools/ostree.ts';
import type {StepContext} from '../step.ts';
import {sysroot} from './layout.ts';

export const findDeployment = async (
	{system, signal}: StepContext,
	stateroot: string,
): Promise<Deployment | undefined> =>
	(await listDeployments(system, sysroot, signal)).find(
		(deployment) => deployment.stateroot === stateroot,
	);

/** Its root directory. @throws InstallError DEPLOYMENT_MISSING */
export const requireDeploymentPath = async (
	context: StepContext,
	stateroot: string,
): Promise<string> => {
	const deployment = await findDeployment(context, stateroot);
	if (deployment === undefined) {
		throw new InstallError('DEPLOYMENT_MISSING', {stateroot});
	}
	return deploymentPath(sysroot, deployment);
};
