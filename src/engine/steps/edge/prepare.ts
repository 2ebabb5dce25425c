/**
 * Before anything is changed: the programs are there, the inputs of the site are readable by nobody else, and a recert
 * that was cut short is undone, which would take what later steps write with it.
 */
import type {System} from '../../../system/types.ts';
import {makePrivate} from '../../../tools/chmod.ts';
import {liesInItsPlace} from '../../../tools/presence.ts';
import {siteRoot} from '../../site/site.ts';
import type {Step} from '../../step.ts';
import {type EdgeParams, readSeed, readSite} from './inputs.ts';
import {recertStanding} from './recert-inputs.ts';
import {rollBackRecert} from './recert-rollback.ts';

export type PrepareParams = EdgeParams & {
	/** Each as a program and the option that makes it tell its version. */
	readonly programs: readonly (readonly [program: string, option: string])[];
};

export const prepareEdge: Step<PrepareParams> = {
	isDone: async (params, {system}) => (await recertStanding(system, params)) !== 'to-undo',
	run: async (params, {system, signal, log}) => {
		await system.files.makeDirectory(params.stateDirectory, 0o700);
		if ((await recertStanding(system, params)) === 'to-undo') {
			await rollBackRecert(system, params, signal, log);
		}
		await makePrivate(system, siteRoot, signal);
		const {cluster_name, base_domain} = await readSite(system);
		const {clusterName, baseDomain, seedClusterOcpVersion} = await readSeed(system);
		log(`${clusterName}.${baseDomain} becomes ${cluster_name}.${base_domain}`);
		log(`The seed is of OpenShift ${seedClusterOcpVersion}`);
		await Promise.all(params.programs.map((program) => requireProgram(program, system, signal)));
	},
};

/** Started only where it is not seen: four starts on a cold host take half a second. */
const requireProgram = async (
	[program, option]: PrepareParams['programs'][number],
	system: System,
	signal: AbortSignal,
): Promise<void> => {
	if (!(await liesInItsPlace(system, program))) {
		const acceptedExitCodes = [0, 1];
		await system.run({program, args: [option]}, {signal, timeoutMs: 20_000, acceptedExitCodes});
	}
};
