/** The top: the seed image itself, asked for as the install will ask, with its mirrors, trust and credentials. */
import {InstallError, toProblem} from '../../../errors.ts';
import {type Fact, known, unknown} from '../../../hardware/facts.ts';
import {askableName} from '../../../seed/registry.ts';
import {inspectManifest} from '../../../tools/skopeo.ts';
import type {RegistryAnswer} from '../facts.ts';
import type {Ground} from '../ground.ts';

export const askRegistry = async (
	{system, goal, authFile}: Ground,
	signal: AbortSignal,
): Promise<Fact<RegistryAnswer>> => {
	if (goal.kind === 'none') {
		return unknown('no seed image was named yet');
	}
	if (goal.kind === 'file') {
		return known({kind: 'answered'});
	}
	const isThere = authFile !== undefined && (await system.files.stat(authFile)) !== undefined;
	const access = {retries: 0, signal, ...(isThere && {authFile})};
	try {
		await inspectManifest(system, askableName(goal.image), access);
		return known({kind: 'answered'});
	} catch (error) {
		if (error instanceof InstallError && error.code.startsWith('SEED_')) {
			const {code, message, remedy} = toProblem(error);
			return known({kind: 'refused', code, message, remedy: remedy.join(' ')});
		}
		throw error;
	}
};
