/**
 * Removes what coreos-installer deployed, so that the seed's system is the only one: refs that would keep its
 * objects, every deployment of another stateroot, their kernels and the directories of those stateroots.
 */
import {InstallError} from '../../errors.ts';
import {makeMutable} from '../../tools/chattr.ts';
import {
	type Deployment,
	deleteRef,
	listDeployments,
	listRefs,
	undeploy,
} from '../../tools/ostree.ts';
import {removeAll} from '../../tools/rm.ts';
import type {StepContext} from '../step.ts';
import {bootMountpoint, repository, stateroot as staterootPath, sysroot, work} from './layout.ts';
import {type OnDisk, onTarget} from './on-disk.ts';

export type RemoveBaseParams = OnDisk & {
	/** The one that stays. */
	readonly stateroot: string;
};

export const removeBase = onTarget<RemoveBaseParams>({
	run: async ({stateroot}, context) => {
		const deployments = await listDeployments(context.system, sysroot, context.signal);
		if (!deployments.some((deployment) => deployment.stateroot === stateroot)) {
			throw new InstallError('DEPLOYMENT_MISSING', {stateroot});
		}
		await deleteBaseRefs(context);
		await undeployOthers(context, stateroot, deployments);
		await removeOtherKernels(context, stateroot);
		for (const name of await context.system.files.list(`${sysroot}/ostree/deploy`)) {
			if (name !== stateroot) {
				await removeStateroot(context, name);
			}
		}
	},
});

/** Made anew by ostree for each deployment. */
const deploymentRef = /^ostree\/\d+\/\d+\/\d+$/;

/** Before the deployments go: ostree then prunes whatever no ref holds. */
const deleteBaseRefs = async ({system, signal, log}: StepContext): Promise<void> => {
	const seedRefs = new Set(await listRefs(system, work.repository, signal));
	for (const ref of await listRefs(system, repository, signal)) {
		if (!seedRefs.has(ref) && !deploymentRef.test(ref)) {
			log(`Deleting the ref ${ref} of the base system`);
			await deleteRef(system, repository, ref, signal);
		}
	}
};

/** ostree keeps a kernel whose checksum is that of another deployment; the boot partition is small. */
const removeOtherKernels = async (
	{system, signal}: StepContext,
	stateroot: string,
): Promise<void> => {
	const folder = `${bootMountpoint}/ostree`;
	for (const name of await system.files.list(folder)) {
		if (!name.startsWith(`${stateroot}-`)) {
			await removeAll(system, `${folder}/${name}`, signal);
		}
	}
};

/** From the last on, since each removal renumbers those behind it. */
const undeployOthers = async (
	{system, signal, log}: StepContext,
	stateroot: string,
	deployments: readonly Deployment[],
): Promise<void> => {
	const others = deployments.filter((deployment) => deployment.stateroot !== stateroot);
	for (const other of others.toReversed()) {
		log(`Removing the deployment ${other.commit}.${other.serial} of ${other.stateroot}`);
		await undeploy(system, sysroot, other.index, signal);
	}
};

const removeStateroot = async ({system, signal, log}: StepContext, name: string): Promise<void> => {
	const deployments = `${staterootPath(name)}/deploy`;
	for (const entry of await system.files.list(deployments)) {
		if ((await system.files.stat(`${deployments}/${entry}`))?.kind === 'directory') {
			await makeMutable(system, `${deployments}/${entry}`, signal);
		}
	}
	log(`Removing the stateroot ${name}`);
	await removeAll(system, staterootPath(name), signal);
};
