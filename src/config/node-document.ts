/**
 * The node document, `/var/tmp/ibi-configuration.json`: what the installation ISO tells the installer. Keys,
 * types and defaults are those of lifecycle-agent's `IBIPrepareConfig`; `precacheLayout` and the keys from `baseImage` on
 * are our own. Unlike there, an unknown key is an error. What is absent is asked for or comes from another source.
 */
import {dropUndefined, withoutEmpty} from './absent.ts';
import {lowestMinimums, publishedMinimums} from './defaults.ts';
import {type Issue, issuesOf, parseWith} from './faults.ts';
import * as field from './fields.ts';
import {onSuccessValues, type Settings} from './settings.ts';

const deployers = ['ibi-console', 'lca-cli'] as const;

export const nodeFields = {
	seedImage: field.imageReference().optional(),
	seedVersion: field.filledText().optional(),
	installationDisk: field.diskName().optional(),
	releaseRegistry: field.registryHost().optional(),
	precacheBestEffort: field.flag().optional(),
	precacheDisabled: field.flag().optional(),
	precacheLayout: field.absolutePath('the absolute path of an OCI layout').optional(),
	shutdown: field.flag().optional(),
	useContainersFolder: field
		.flag()
		.refine((wanted) => !wanted, {
			error:
				'true is not supported: images are kept on a partition of their own; remove this key and ' +
				'set extraPartitionStart',
		})
		.optional(),
	extraPartitionStart: field.partitionStart().optional(),
	extraPartitionLabel: field.partitionLabel().optional(),
	extraPartitionNumber: field.partitionNumber().optional(),
	skipDiskCleanup: field.flag().optional(),
	coreosInstallerArgs: field.listOf(field.filledText(), 'a list of texts').optional(),
	baseImage: field.absolutePath('the absolute path of a CoreOS image file').optional(),
	authFile: field.absolutePath().optional(),
	postScript: field.absolutePath().optional(),
	onSuccess: field.oneOf(onSuccessValues).optional(),
	deploy: field.closedObject({by: field.oneOf(deployers).optional()}).optional(),
	minimums: field
		.closedObject({
			diskBytes: field.wholeNumber(lowestMinimums.diskBytes).optional(),
			cpus: field.wholeNumber(lowestMinimums.cpus).optional(),
			memoryBytes: field.wholeNumber(lowestMinimums.memoryBytes).optional(),
		})
		.optional(),
	allowBelowMinimums: field.flag().optional(),
};

export const parseNodeDocument = (document: unknown, source: string): Partial<Settings> => {
	const parsed = parseWith(nodeSchema, withoutEmpty(document, nodeFields), source);
	const {shutdown, useContainersFolder: _refused, minimums, deploy, ...rest} = parsed;
	return dropUndefined({
		...rest,
		onSuccess: rest.onSuccess ?? (shutdown ? 'poweroff' : undefined),
		deployBy: deploy?.by,
		minimums: minimums && {...publishedMinimums, ...dropUndefined(minimums)},
	});
};

export const nodeIssues = (document: unknown): readonly Issue[] =>
	issuesOf(nodeSchema, withoutEmpty(document, nodeFields));

const nodeSchema = field.closedObject(nodeFields).refine(
	(document) => !(isPowerOff(document) && contradictsPowerOff(document)),
	// Told together with the faults of single keys.
	{
		error: 'shutdown: true means onSuccess: poweroff; remove one of the two',
		when: ({value}) => typeof value === 'object' && value !== null,
	},
);

type OnSuccessKeys = {readonly shutdown?: unknown; readonly onSuccess?: unknown};

const isPowerOff = ({shutdown}: OnSuccessKeys): boolean => shutdown === true;

const contradictsPowerOff = ({onSuccess}: OnSuccessKeys): boolean =>
	onSuccess !== undefined && onSuccess !== 'poweroff';
