/** The files that an installation configuration becomes on the live system. Paths are interfaces. Pure. */
import {dump} from 'js-yaml';
import type {InstallationConfig} from '../../config/installation-config.ts';
import {Secret} from '../../secret.ts';
import {registriesConf} from './registries.ts';
import type {IgnitionFile} from './types.ts';

/** Files that an override may replace. */
export const replaceableFiles = (
	{imageDigestSources = [], additionalTrustBundle}: InstallationConfig,
	postScript: string | undefined,
): readonly IgnitionFile[] => [
	...(imageDigestSources.length === 0
		? []
		: [file('/etc/containers/registries.conf', 0o644, registriesConf(imageDigestSources))]),
	...(additionalTrustBundle ? [file(trustBundlePath, 0o600, additionalTrustBundle)] : []),
	...(postScript === undefined ? [] : [file('/var/tmp/post.sh', 0o755, postScript)]),
];

/** The configuration, and what of it the medium itself carries. */
export type CarriedConfig = InstallationConfig & {readonly precacheLayout?: string};

/** Files that the installer depends on: they replace what an override puts in their place. */
export const ownFiles = (config: CarriedConfig): readonly IgnitionFile[] => [
	file('/var/tmp/ibi-configuration.json', 0o600, nodeDocument(config)),
	file('/var/tmp/pull-secret.json', 0o600, new Secret(`${config.pullSecret.reveal()}\n`)),
	file(networkPath, 0o600, networkText(config)),
	...(config.proxy === undefined ? [] : [file(proxyPath, 0o600, proxyText(config.proxy))]),
];

export const networkPath = '/var/tmp/network-config.yaml';

/** As `EnvironmentFile` of systemd: a unit would show the password of a proxy to everybody. */
export const proxyPath = '/etc/ibi-console/proxy.env';

export const file = (path: string, mode: number, content: string | Secret): IgnitionFile => ({
	path,
	user: {name: 'root'},
	overwrite: true,
	contents: {source: dataUrl(content)},
	mode,
});

const trustBundlePath = '/etc/pki/ca-trust/source/anchors/additional-trust-bundle.pem';

const dataUrl = (content: string | Secret): Secret => {
	const text = content instanceof Secret ? content.reveal() : content;
	const encoded = Buffer.from(text).toString('base64');
	return new Secret(`data:text/plain;charset=utf-8;base64,${encoded}`);
};

/** The order and the omissions are those of the tool that wrote it first. */
export const nodeDocument = (config: CarriedConfig): string =>
	JSON.stringify({
		...given('extraPartitionLabel', config.extraPartitionLabel),
		...given('extraPartitionNumber', config.extraPartitionNumber),
		...given('extraPartitionStart', config.extraPartitionStart),
		installationDisk: config.installationDisk,
		...given('releaseRegistry', config.releaseRegistry),
		seedImage: config.seedImage,
		seedVersion: config.seedVersion,
		...given('shutdown', config.shutdown),
		...given('skipDiskCleanup', config.skipDiskCleanup),
		...(config.coreosInstallerArgs.length > 0 && {
			coreosInstallerArgs: config.coreosInstallerArgs,
		}),
		...given('precacheLayout', config.precacheLayout),
	});

const given = (key: string, value: string | number | boolean | undefined): object =>
	value ? {[key]: value} : {};

const networkText = ({networkConfig}: InstallationConfig): Secret =>
	new Secret(networkConfig === undefined ? '' : dump(networkConfig, {lineWidth: -1, noRefs: true}));

/** What a live system starts its engine with. */
export const proxyText = (proxy: NonNullable<InstallationConfig['proxy']>): Secret => {
	const values = {
		HTTP_PROXY: proxy.httpProxy,
		HTTPS_PROXY: proxy.httpsProxy,
		NO_PROXY: proxy.noProxy,
	};
	const lines = Object.entries(values)
		.filter(([, value]) => value)
		.flatMap(([name, value]) => [name, name.toLowerCase()].map((one) => `${one}="${value}"\n`));
	return new Secret(lines.join(''));
};
