/** What is inside an ISO of either kind, secrets masked. */
import {
	acceptedLabels,
	readConfigurationIso,
	type SiteConfiguration,
} from '../iso/configuration-iso.ts';
import {inspectLiveIso, type LiveIso} from '../iso/coreos/installation-iso.ts';
import {readIgnitionOutline} from '../iso/ignition/outline.ts';
import {carriedNames} from '../iso/medium/carried-names.ts';
import {readPrimary} from '../iso/volume/primary.ts';
import {type ByteSource, fileSource} from '../iso/volume/source.ts';
import type {OutputFormat} from './arguments.ts';
import type {Setting} from './setting.ts';

export const runInspect = async (
	{system, print, signal}: Setting,
	path: string,
	format: OutputFormat,
): Promise<number> => {
	const source = await fileSource(system, path);
	const {volumeId} = await readPrimary(source);
	const found = acceptedLabels.includes(volumeId)
		? configurationSheet(volumeId, await readConfigurationIso(source))
		: await installationSheet(source, await inspectLiveIso(system, path, signal));
	print(format === 'json' ? `${JSON.stringify(found, undefined, 2)}\n` : sheetText(found));
	return 0;
};

/** A name and its value, or the names of what there is. */
type Sheet = Readonly<Record<string, string | readonly string[] | undefined>>;

const configurationSheet = (
	volumeId: string,
	{manifest, manifests, extraManifests}: SiteConfiguration,
): Sheet => ({
	kind: 'configuration ISO',
	label: volumeId,
	cluster: `${manifest.cluster_name}.${manifest.base_domain}`,
	clusterId: manifest.cluster_id,
	infraId: manifest.infra_id,
	hostname: manifest.hostname,
	machineNetworks: manifest.machine_networks ?? [manifest.machine_network ?? ''],
	releaseRegistry: manifest.release_registry,
	pullSecret: `${manifest.pull_secret}`,
	kubeadminPassword: manifest.kubeadmin_password_hash && `${manifest.kubeadmin_password_hash}`,
	networkConfig: manifest.raw_nm_state_config && 'given',
	proxy: manifest.proxy && 'given',
	timeServers: manifest.chrony_config && 'given',
	trustBundle: manifest.additionalTrustBundle?.userCaBundle ? 'given' : undefined,
	ingressName: manifest.KubeconfigCryptoRetention.IngresssCrypto.ingress_certificate_cn,
	manifests: manifests.map(({name}) => name),
	extraManifests: extraManifests.map(({name}) => name),
});

const installationSheet = async (
	source: ByteSource,
	{layout, ignition, kargs}: LiveIso,
): Promise<Sheet> => {
	const {hasProgram, images} = await carriedNames(source, layout);
	const outline = ignition.kind === 'config' ? readIgnitionOutline(ignition.config) : undefined;
	return {
		kind: ignition.kind === 'config' ? 'installation ISO' : 'CoreOS live ISO',
		label: layout.volumeId,
		architecture: layout.architecture,
		kernelArguments: kargs,
		features: layout.features,
		program: hasProgram ? 'on it' : undefined,
		images,
		ignition:
			ignition.kind === 'config' ? `version ${outline?.version ?? 'unknown'}` : ignition.kind,
		ignitionFiles: outline?.files,
		ignitionUnits: outline?.units,
	};
};

const sheetText = (sheet: Sheet): string => {
	const rows = Object.entries(sheet).filter(([, value]) => value !== undefined && value.length > 0);
	const width = Math.max(...rows.map(([name]) => name.length)) + 2;
	return rows
		.flatMap(([name, value]) =>
			[value ?? '']
				.flat()
				.map((line, index) => `${(index === 0 ? name : '').padEnd(width)}${line}\n`),
		)
		.join('');
};
