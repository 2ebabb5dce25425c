/**
 * `install-config.yaml`, as far as a single-node cluster from a seed image has use for it. Keys are those of
 * openshift-install (v1). Much of it is decided by the seed: such keys are checked and then have no effect,
 * which `install-effects.ts` tells. Rules between keys are in `install-rules.ts` and `install-networks.ts`.
 */
import {z} from 'zod';
import {withoutEmpty} from './absent.ts';
import * as shared from './cluster-fields.ts';
import {type Issue, issuesOf, parseWith} from './faults.ts';
import * as field from './fields.ts';
import {isHostName} from './host-names.ts';
import {networkRules} from './install-networks.ts';
import {installRules} from './install-rules.ts';
import * as special from './installation-fields.ts';
import {obeying} from './rules.ts';

const exactly = <const Value extends string>(value: Value, needed = value as string) =>
	z.literal(value, {error: `needed ${needed}`});

const anyObject = (needed: string) =>
	z.record(z.string(), z.unknown(), {error: field.wrongType(needed)});

const cidr = () => field.text('a network as 192.0.2.0/24');

const architecture = () => field.oneOf(['amd64', 'arm64']);

const machinePool = () =>
	field.closedObject({
		name: field.text().optional(),
		replicas: field.wholeNumber(0).optional(),
		architecture: architecture().optional(),
		hyperthreading: field.oneOf(['Enabled', 'Disabled', '']).optional(),
		platform: anyObject('an object').optional(),
		fencing: anyObject('an object').optional(),
		diskSetup: z.array(z.unknown()).optional(),
	});

const networking = () =>
	field.closedObject({
		networkType: exactly(
			'OVNKubernetes',
			'OVNKubernetes, the only network type of a single-node cluster',
		).optional(),
		machineNetwork: field
			.listOf(field.closedObject({cidr: cidr()}), 'a list of networks')
			.optional(),
		clusterNetwork: field
			.listOf(
				field.closedObject({cidr: cidr(), hostPrefix: field.wholeNumber(0, 128).optional()}),
				'a list of networks',
			)
			.optional(),
		serviceNetwork: field.listOf(cidr(), 'a list of networks').optional(),
		clusterNetworkMTU: field.wholeNumber(0).optional(),
		ovnKubernetesConfig: anyObject('an object').optional(),
		type: replaced('networkType'),
		machineCIDR: replaced('machineNetwork'),
		serviceCIDR: replaced('serviceNetwork'),
		clusterNetworks: replaced('clusterNetwork'),
	});

/** The older spelling of a key. */
const replaced = (name: string) => z.never({error: `is an older spelling; use ${name}`}).optional();

export const installFields = {
	apiVersion: exactly('v1'),
	kind: exactly('InstallConfig').optional(),
	metadata: z.looseObject(
		{
			name: field.text('the name of the cluster').refine(isHostName, {
				error: 'needed a name of lower-case letters, digits and hyphens',
			}),
		},
		{error: field.wrongType('an object with a name')},
	),
	baseDomain: field
		.text('a domain')
		.refine(isHostName, {error: 'needed a domain in lower case, without a dot at the end'}),
	controlPlane: machinePool(),
	compute: field.listOf(machinePool(), 'a list of machine pools').optional(),
	networking: networking(),
	platform: z
		.unknown()
		.refine((platform) => z.strictObject({none: z.strictObject({})}).safeParse(platform).success, {
			error: 'needed none: {}; a single-node cluster from a seed image has no platform',
		})
		.optional(),
	pullSecret: special.pullSecret(),
	sshKey: special.sshKeys().optional(),
	additionalTrustBundle: special.trustBundle().optional(),
	additionalTrustBundlePolicy: field.oneOf(['Proxyonly', 'Always']).optional(),
	proxy: shared.proxy().optional(),
	imageDigestSources: shared.imageDigestSources().optional(),
	imageContentSources: shared.imageDigestSources().optional(),
	publish: exactly('External').optional(),
	fips: field.flag().optional(),
	cpuPartitioningMode: field.oneOf(['None', 'AllNodes']).optional(),
	capabilities: field
		.closedObject({
			baselineCapabilitySet: field.filledText().optional(),
			additionalEnabledCapabilities: field.listOf(field.filledText(), 'a list of names').optional(),
		})
		.optional(),
	credentialsMode: exactly('', 'no value; a cluster without a platform has none').optional(),
	featureSet: exactly('', 'no value; a seed has the default features').optional(),
	featureGates: z.array(z.unknown()).max(0, {error: 'needed no feature gates'}).optional(),
	bootstrapInPlace: anyObject('an object').optional(),
};

const installSchema = obeying(field.closedObject(installFields), [
	...installRules,
	...networkRules,
]);

export type InstallConfig = z.output<typeof installSchema>;

export const parseInstallConfig = (document: unknown, source: string): InstallConfig =>
	parseWith(installSchema, withoutEmpty(document, installFields), source);

export const installIssues = (document: unknown): readonly Issue[] =>
	issuesOf(installSchema, withoutEmpty(document, installFields));
