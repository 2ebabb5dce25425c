/**
 * The network of the site: connections as files, then what nmstate is to make of it. NetworkManager is restarted
 * only for other files: nmstate activates by itself what it is given, and refuses to repeat itself once the bridge of the
 * cluster is there.
 */
import {applyNetwork} from '../../../tools/nmstatectl.ts';
import {restartUnit} from '../../../tools/units.ts';
import type {StepContext} from '../../step.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {installKeyfiles, type Keyfile, readKeyfiles} from './keyfiles.ts';
import {site} from './layout.ts';
import {hashOf, marked, readMarker, writeMarker} from './marked.ts';

export const applySiteNetwork = marked<EdgeParams>({
	id: 'network',
	inputs: async (_, {system}) => ({
		keyfiles: await readKeyfiles(system),
		nmstate: (await readSite(system)).raw_nm_state_config ?? '',
	}),
	run: async (params, context) => {
		const {system, signal, log} = context;
		const keyfiles = await readKeyfiles(system);
		const hash = hashOf({keyfiles});
		const isOther = await areOther(params, keyfiles, context);
		if (isOther) {
			await writeMarker(system, params, 'keyfiles', 'changing');
			await installKeyfiles(params, keyfiles, context);
		}
		await applyState(params, context);
		if (isOther) {
			await restartUnit(system, 'NetworkManager.service', signal);
			log('NetworkManager was restarted');
			await writeMarker(system, params, 'keyfiles', hash);
		}
	},
});

/** Marked only after the restart: files that NetworkManager did not read yet are other ones still. */
const areOther = async (
	params: EdgeParams,
	keyfiles: readonly Keyfile[],
	{system}: StepContext,
): Promise<boolean> => {
	const marker = await readMarker(system, params, 'keyfiles');
	return marker === undefined ? keyfiles.length > 0 : marker !== hashOf({keyfiles});
};

/** Its own marker: a run that failed after it must not apply it again. */
const applyState = async (params: EdgeParams, {system, signal}: StepContext): Promise<void> => {
	const {raw_nm_state_config: state} = await readSite(system);
	if (state === undefined) {
		return;
	}
	const hash = hashOf({state});
	if ((await readMarker(system, params, 'nmstate')) === hash) {
		return;
	}
	await system.files.writeText(site.nmstate, state, 0o600);
	await applyNetwork(system, site.nmstate, signal);
	await writeMarker(system, params, 'nmstate', hash);
};
