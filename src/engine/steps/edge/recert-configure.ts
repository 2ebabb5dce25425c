/**
 * What recert is given: the keys that the site keeps, and its config, after recert itself was asked which keys it
 * knows. Nothing of the seed is changed.
 */
import {InstallError} from '../../../errors.ts';
import type {SeedReconfiguration} from '../../../iso/manifest-document.ts';
import {secretJson} from '../../../iso/secret-json.ts';
import type {Secret} from '../../../secret.ts';
import type {System} from '../../../system/types.ts';
import {cryptoDirectory, type RecertConfig, recertConfig} from '../../recert/config.ts';
import {isDispensable, withTexts} from '../../recert/probe.ts';
import {cryptoFiles} from '../../recert/rules.ts';
import type {Step, StepContext} from '../../step.ts';
import {readHostName} from './host-name.ts';
import {type EdgeParams, readSeed, readSite} from './inputs.ts';
import {site as paths} from './layout.ts';
import {readNodeIps} from './node-ip.ts';
import {askRecert} from './recert-probe.ts';
import {readSeedNetworks} from './seed-networks.ts';

export const configureRecert: Step<EdgeParams> = {
	// Cheap, and what it writes must fit the addresses of today.
	isDone: async () => false,
	run: async (_, context) => {
		const {system} = context;
		await writeCrypto(system, await readSite(system));
		const config = await fitted(await makeConfig(system), context);
		await system.files.writeText(paths.recertConfig, secretJson(config), 0o600);
	},
};

const makeConfig = async (system: System): Promise<RecertConfig> => {
	const seed = {...(await readSeed(system)), ...(await readSeedNetworks(system))};
	const host = {hostname: await readHostName(system), nodeIps: await readNodeIps(system)};
	return recertConfig(await readSite(system), seed, host);
};

/** @throws InstallError RECERT_INCOMPATIBLE */
const fitted = async (config: RecertConfig, context: StepContext): Promise<RecertConfig> => {
	const answer = await askRecert(config, context);
	switch (answer.kind) {
		case 'fits':
			return config;
		case 'unclear':
			context.log('recert did not say which keys it knows; its run will tell');
			return config;
		case 'wants-texts': {
			const texts = withTexts(config);
			if (texts === undefined) {
				throw new InstallError('RECERT_INCOMPATIBLE', {keys: ['addresses of two families']});
			}
			return fitted(texts, context);
		}
		case 'unknown-keys': {
			const needed = answer.keys.filter((key) => !isDispensable(key));
			if (needed.length > 0) {
				throw new InstallError('RECERT_INCOMPATIBLE', {keys: needed});
			}
			context.log(`This recert does not know ${answer.keys.join(', ')}; it goes without`);
			return without(config, answer.keys);
		}
	}
};

const without = (config: RecertConfig, keys: readonly string[]): RecertConfig =>
	Object.fromEntries(Object.entries(config).filter(([key]) => !keys.includes(key)));

const writeCrypto = async (
	{files}: System,
	{KubeconfigCryptoRetention: crypto}: SeedReconfiguration,
): Promise<void> => {
	const {ServingCrypto: serving, ClientAuthCrypto: client} = crypto.KubeAPICrypto;
	const contents: readonly (readonly [string, string | Secret])[] = [
		[cryptoFiles.adminCa, client.admin_ca_certificate],
		[cryptoFiles.loadBalancer, serving.loadbalancer_external_signer_private_key],
		[cryptoFiles.localhost, serving.localhost_signer_private_key],
		[cryptoFiles.serviceNetwork, serving.service_network_signer_private_key],
		[cryptoFiles.ingress, crypto.IngresssCrypto.ingress_ca],
	];
	await files.makeDirectory(cryptoDirectory, 0o700);
	for (const [name, text] of contents) {
		await files.writeText(`${cryptoDirectory}/${name}`, text, 0o600);
	}
};
