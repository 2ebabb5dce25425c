/**
 * `image-based-installation-config.yaml`: what an engineer writes, and what an installation ISO is made
 * from. Keys, defaults and rules are those of `openshift-install image-based create image`
 * (`ImageBasedInstallationConfig`, v1beta1). The network configuration is nmstate's; only nmstatectl can
 * judge it.
 */
import {z} from 'zod';
import {withoutEmpty} from './absent.ts';
import * as shared from './cluster-fields.ts';
import {defaultSettings} from './defaults.ts';
import {type Issue, issuesOf, parseWith} from './faults.ts';
import * as field from './fields.ts';
import * as special from './installation-fields.ts';
import {nodeFields} from './node-document.ts';

const exactly = <const Value extends string>(value: Value) =>
	z.literal(value, {
		error: `needed ${value}`,
	});

export const installationFields = {
	apiVersion: exactly('v1beta1').optional(),
	kind: exactly('ImageBasedInstallationConfig').optional(),
	metadata: z.record(z.string(), z.unknown(), {error: field.wrongType('an object')}).optional(),
	seedImage: field.imageReference(),
	seedVersion: field.filledText(),
	installationDisk: field.diskName(),
	pullSecret: special.pullSecret(),
	sshKey: special.sshKeys().optional(),
	additionalTrustBundle: special.trustBundle().optional(),
	networkConfig: z
		.record(z.string(), z.unknown(), {error: field.wrongType('an nmstate configuration')})
		.optional(),
	imageDigestSources: shared.imageDigestSources().optional(),
	proxy: shared.proxy().optional(),
	releaseRegistry: field.registryHost().optional(),
	extraPartitionStart: field.partitionStart().default(defaultSettings.extraPartitionStart),
	extraPartitionLabel: field.partitionLabel().default(defaultSettings.extraPartitionLabel),
	extraPartitionNumber: field.partitionNumber().default(defaultSettings.extraPartitionNumber),
	skipDiskCleanup: field.flag().default(false),
	shutdown: field.flag().default(false),
	coreosInstallerArgs: field
		.listOf(special.coreosInstallerArgument(), 'a list of texts')
		.default([]),
	ignitionConfigOverride: special.ignition().optional(),
	architecture: field.oneOf(['amd64', 'arm64']).default('amd64'),
};

const ofNodeDocument = 'the host takes it from a node document of its own (ibi.config=)';

/** Keys of the tools around this one, and of drafts of this document: each is honoured or refused by its name. */
const elsewhere = {
	...Object.fromEntries(Object.keys(nodeFields).map((key) => [key, ofNodeDocument])),
	precacheDisabled: `${ofNodeDocument}; a factory without a registry wants create image --with-images`,
	precacheLayout: 'create image --with-images sets it',
	useContainersFolder: 'images are kept on a partition of their own; set extraPartitionStart',
	postScript: 'put the script beside this document as post.sh',
	onSuccess: `shutdown: true powers off; else ${ofNodeDocument}`,
	authFile: 'give what is in the file as pullSecret',
	pullSecretFile: 'give what is in the file as pullSecret',
	sshPublicKeyFile: 'give what is in the file as sshKey',
	imageContentSources: 'say it as imageDigestSources',
};

const installationSchema = field.closedObject(installationFields, elsewhere);

export type InstallationConfig = z.output<typeof installationSchema>;

export const parseInstallationConfig = (document: unknown, source: string): InstallationConfig =>
	parseWith(installationSchema, withoutEmpty(document, installationFields), source);

export const installationIssues = (document: unknown): readonly Issue[] =>
	issuesOf(installationSchema, withoutEmpty(document, installationFields));
