/** kubelet, from now on and at every start: only when recert is done, since it starts what is in etcd. */
import {enableUnit, isEnabled, unitState} from '../../../tools/units.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {marked} from './marked.ts';

const unit = 'kubelet.service';

export const startKubelet = marked<EdgeParams>({
	id: 'kubelet',
	inputs: async (_, {system}) => ({cluster: (await readSite(system)).cluster_id}),
	stands: async (_, {system, signal}) =>
		(await isEnabled(system, unit, signal)) && (await unitState(system, unit, signal)) === 'active',
	run: (_, {system, signal}) => enableUnit(system, unit, signal),
});
