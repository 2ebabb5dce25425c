/** The pull secret of the site in the place of the seed's dummy: images may have to be pulled from here on. */
import type {EdgeParams} from './inputs.ts';
import {readSite} from './inputs.ts';
import {host} from './layout.ts';
import {marked} from './marked.ts';
import {writeChanged} from './write-changed.ts';

export const writePullSecret = marked<EdgeParams>({
	id: 'pull-secret',
	inputs: async (_, {system}) => ({secret: (await readSite(system)).pull_secret}),
	run: async (_, {system}) => {
		const {pull_secret: secret} = await readSite(system);
		await system.files.makeDirectory('/var/lib/kubelet', 0o755);
		await writeChanged(system, host.pullSecret, secret, 0o600);
	},
});
