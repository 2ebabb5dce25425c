/**
 * Makes the stateroot and its one deployment, with the kernel arguments of the seed's MachineConfig, and gives
 * it the origin that rpm-ostree and the machine-config operator know the system by.
 */
import {InstallError} from '../../errors.ts';
import {
	type BootedDeployment,
	bootedDeployment,
	type CarriedArguments,
	kernelArgumentsOf,
	originOf,
} from '../../seed/restore-content.ts';
import {deploy, initStateroot} from '../../tools/ostree.ts';
import type {StepContext} from '../step.ts';
import {findDeployment, requireDeploymentPath} from './deployment.ts';
import {recordDirectory, stateroot as staterootPath, sysroot, work} from './layout.ts';
import {type OnDisk, onTarget} from './on-disk.ts';
import {readMember} from './verified.ts';

export type DeployParams = OnDisk & {
	readonly stateroot: string;
	readonly kernelArguments: CarriedArguments;
};

export const deploySeed = onTarget<DeployParams>({
	run: async ({stateroot, kernelArguments: carried}, context) => {
		const {system, signal, log} = context;
		const booted = bootedDeployment(await readMember(system, 'rpm-ostree.json'));
		const kernelArguments = kernelArgumentsOf(
			await readMember(system, 'mco-currentconfig.json'),
			carried,
		);
		if ((await findDeployment(context, stateroot)) === undefined) {
			await makeStateroot(context, stateroot);
			log(`Deploying ${booted.commit} with: ${kernelArguments.join(' ')}`);
			const {commit} = booted;
			await deploy(system, {sysroot, stateroot, kernelArguments, commit}, signal);
		}
		await placeOrigin(context, stateroot, booted);
		await system.files.makeDirectory(recordDirectory(stateroot), 0o700);
	},
});

/** One without a deployment may be half made: what `os-init` makes holds nothing yet. */
const makeStateroot = async ({system, signal}: StepContext, stateroot: string): Promise<void> => {
	const path = staterootPath(stateroot);
	const isMade = (await system.files.stat(`${path}/var/tmp`)) !== undefined;
	if (isMade) {
		return;
	}
	await system.files.removeTree(path);
	await initStateroot(system, sysroot, stateroot, signal);
};

const placeOrigin = async (
	context: StepContext,
	stateroot: string,
	booted: BootedDeployment,
): Promise<void> => {
	const {system, log} = context;
	const exact = `ostree-${booted.commit}.${booted.serial}.origin`;
	const name = originOf(await system.files.list(work.members), booted);
	if (name === undefined) {
		throw new InstallError('SEED_INCOMPLETE', {member: exact, why: 'it is not in the image'});
	}
	if (name !== exact) {
		log(`The seed has no ${exact}; ${name} is taken for it`);
	}
	const deployment = await requireDeploymentPath(context, stateroot);
	await system.files.copy(`${work.members}/${name}`, `${deployment}.origin`);
};
