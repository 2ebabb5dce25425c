/**
 * The network of the site: connections as files, then what nmstate is to make of it. NetworkManager is disturbed
 * only when one of both is new; nmstate refuses to repeat itself once the bridge of the cluster is there.
 */
import {InstallError} from '../../../errors.ts';
import {Secret} from '../../../secret.ts';
import type {System} from '../../../system/types.ts';
import {applyNetwork} from '../../../tools/nmstatectl.ts';
import {restartUnit} from '../../../tools/units.ts';
import type {StepContext} from '../../step.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {host, site} from './layout.ts';
import {hashOf, marked, readMarker, writeMarker} from './marked.ts';
import {writeChanged} from './write-changed.ts';

type Keyfile = {readonly name: string; readonly text: Secret};

export const applySiteNetwork = marked<EdgeParams>({
	id: 'network',
	inputs: async (_, {system}) => ({
		keyfiles: await readKeyfiles(system),
		nmstate: (await readSite(system)).raw_nm_state_config ?? '',
	}),
	run: async (params, context) => {
		const {system, signal, log} = context;
		const isNewFile = await installKeyfiles(context);
		const isNewState = await applyState(params, context);
		if (isNewFile || isNewState) {
			await restartUnit(system, 'NetworkManager.service', signal);
			log('NetworkManager was restarted');
		}
	},
});

const installKeyfiles = async ({system, log}: StepContext): Promise<boolean> => {
	let isChanged = false;
	await system.files.makeDirectory(host.keyfiles, 0o755);
	for (const {name, text} of await readKeyfiles(system)) {
		// NetworkManager passes over files that others can read.
		if (await writeChanged(system, `${host.keyfiles}/${name}`, text, 0o600)) {
			log(`Connection ${name} is new`);
			isChanged = true;
		}
	}
	return isChanged;
};

/** Its own marker: a run that failed after it must not apply it again. */
const applyState = async (params: EdgeParams, {system, signal}: StepContext): Promise<boolean> => {
	const {raw_nm_state_config: state} = await readSite(system);
	if (state === undefined) {
		return false;
	}
	const hash = hashOf({state});
	if ((await readMarker(system, params, 'nmstate')) === hash) {
		return false;
	}
	await system.files.writeText(site.nmstate, state, 0o600);
	await applyNetwork(system, site.nmstate, signal);
	await writeMarker(system, params, 'nmstate', hash);
	return true;
};

/** @throws InstallError KEYFILE_REFUSED */
const readKeyfiles = async ({files}: System): Promise<readonly Keyfile[]> => {
	const found: Keyfile[] = [];
	for (const name of await files.list(site.keyfiles)) {
		const path = `${site.keyfiles}/${name}`;
		if ((await files.stat(path))?.kind !== 'file' || (await files.resolve(path)) === undefined) {
			throw new InstallError('KEYFILE_REFUSED', {name, why: 'it is not a file'});
		}
		found.push({name, text: new Secret(await files.readText(path))});
	}
	return found;
};
