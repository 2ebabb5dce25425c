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

const installationSchema = field.closedObject(installationFields);

export type InstallationConfig = z.output<typeof installationSchema>;

export const parseInstallationConfig = (document: unknown, source: string): InstallationConfig =>
	parseWith(installationSchema, withoutEmpty(document, installationFields), source);

export const installationIssues = (document: unknown): readonly Issue[] =>
	issuesOf(installationSchema, withoutEmpty(document, installationFields));
