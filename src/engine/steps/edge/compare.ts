/** Asked versus applied: each value of the site, and whether the host and the cluster hold it now. */

import {holdsAddress, parseNetwork} from '../../../config/cidr.ts';
import type {SeedReconfiguration} from '../../../iso/manifest-document.ts';
import type {System} from '../../../system/types.ts';
import {listAddresses} from '../../../tools/ip.ts';
import type {AppliedValue} from '../../observation.ts';
import {machineNetworksOf, nodeIpsOf} from '../../recert/networks.ts';
import type {Step, StepContext} from '../../step.ts';
import {isSynchronised} from './clock.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {clusterKeys, host} from './layout.ts';

type Result = AppliedValue['result'];

type Row = {
	readonly field: string;
	/** As shown; undefined when the site does not ask for it. Never a secret. */
	readonly asked: (site: SeedReconfiguration) => string | undefined;
	readonly look: (site: SeedReconfiguration, context: StepContext) => Promise<Result>;
};

export const compareApplied: Step<EdgeParams> = {
	ifSkipped: 'nobody has compared what was asked for with what was applied.',
	run: async (_, context) => {
		const site = await readSite(context.system);
		const values: AppliedValue[] = [];
		for (const {field, asked, look} of rows) {
			const text = asked(site);
			if (text !== undefined) {
				values.push({field, asked: text, result: await look(site, context)});
			}
		}
		context.observe({kind: 'applied', values});
	},
};

const ok: Result = {kind: 'ok'};

const pendingUntil = (until: string): Result => ({kind: 'pending', until});

const overridden = (by: string, found: string): Result => ({kind: 'overridden', by, found});

const byNetwork = 'the network of the site';

const rows: readonly Row[] = [
	{
		field: 'hostname',
		asked: ({hostname}) => hostname,
		look: async ({hostname = ''}, {system}) => {
			const found = await textOf(system, host.kernelHostName);
			return found === hostname ? ok : overridden(byNetwork, found);
		},
	},
	{
		field: 'node_ips',
		asked: (site) => nodeIpsOf(site).join(', ') || undefined,
		look: async (site, context) => {
			const found = await addressesOf(context);
			return nodeIpsOf(site).every((address) => found.includes(address))
				? ok
				: overridden(byNetwork, found.join(', '));
		},
	},
	{
		field: 'machine_networks',
		asked: (site) => machineNetworksOf(site).join(', ') || undefined,
		look: async (site, context) => {
			const found = await addressesOf(context);
			const networks = machineNetworksOf(site).flatMap((text) => parseNetwork(text) ?? []);
			return networks.every((network) => found.some((address) => holdsAddress(network, address)))
				? ok
				: overridden(byNetwork, found.join(', '));
		},
	},
	{
		field: 'chrony_config',
		asked: ({chrony_config: text}) => text && serversIn(text),
		look: async ({chrony_config: text = ''}, {system, signal}) => {
			const found = await textOf(system, host.chrony);
			if (found !== text.trim()) {
				return overridden('a machine config of the cluster', serversIn(found));
			}
			return (await isSynchronised(system, signal)) ? ok : pendingUntil('a time server answers');
		},
	},
	{
		field: 'proxy',
		asked: ({proxy}) => proxy && 'a proxy',
		look: async ({proxy}, {system}) => {
			const found = await textOf(system, host.proxyEnvironment);
			const urls = [proxy?.httpProxy, proxy?.httpsProxy].flatMap((url) => url?.reveal() ?? []);
			return urls.every((url) => found.includes(url))
				? ok
				: pendingUntil('the cluster has given it to the host');
		},
	},
	{
		field: 'pull_secret',
		asked: ({pull_secret: secret}) => registriesIn(secret.reveal()),
		look: async ({pull_secret: secret}, {system}) => {
			const found = await textOf(system, host.pullSecret);
			return registriesIn(found) === registriesIn(secret.reveal())
				? ok
				: overridden('the cluster', registriesIn(found));
		},
	},
	{
		field: 'ssh_key',
		asked: ({ssh_key: keys}) => keys && `${keysIn(keys).length} of user core`,
		look: async ({ssh_key: keys = ''}, {system}) =>
			(await hasClusterKeys(system, keys)) ? ok : pendingUntil('the cluster has taken it over'),
	},
	{
		field: 'additionalTrustBundle',
		asked: ({additionalTrustBundle: bundle}) =>
			bundle?.userCaBundle
				? `${bundle.userCaBundle.split('-----BEGIN CERTIFICATE-----').length - 1} certificates`
				: undefined,
		look: async ({additionalTrustBundle: bundle}, {system}) =>
			(await textOf(system, host.trustAnchor)) === bundle?.userCaBundle.trim()
				? ok
				: overridden('the cluster', 'another bundle'),
	},
];

/** Whether the cluster itself has put all keys of the site in place. */
export const hasClusterKeys = async (system: System, keys: string): Promise<boolean> => {
	const found = keysIn(await textOf(system, clusterKeys));
	return keysIn(keys).every((key) => found.includes(key));
};

const keysIn = (text: string): readonly string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

const serversIn = (text: string): string =>
	text
		.split('\n')
		.flatMap((line) => /^\s*(?:server|pool|peer)\s+(\S+)/.exec(line)?.[1] ?? [])
		.join(', ') || 'no time server';

/** Names of registries are no secret; what opens them is. */
const registriesIn = (text: string): string => {
	try {
		const {auths = {}} = JSON.parse(text) as {readonly auths?: object};
		return Object.keys(auths).sort().join(', ');
	} catch {
		return 'unreadable';
	}
};

const addressesOf = async ({system, signal}: StepContext): Promise<readonly string[]> =>
	(await listAddresses(system, signal))
		.filter(({scope}) => scope === 'global')
		.map(({address}) => address);

const textOf = async (system: System, path: string): Promise<string> =>
	(await system.files.stat(path)) === undefined ? '' : (await system.files.readText(path)).trim();
