/**
 * `image-based-config.yaml`: what one site adds to its install-config. Keys and rules are those of
 * `openshift-install image-based create config-image` (`ImageBasedConfig`, v1beta1), and those of the first
 * boot, which would refuse later what can be refused here.
 */
import {z} from 'zod';
import {withoutEmpty} from './absent.ts';
import {type Issue, issuesOf, parseWith} from './faults.ts';
import * as field from './fields.ts';
import {isHostName, isHostOrAddress} from './host-names.ts';
import {networkConfig} from './nmstate.ts';

const exactly = <const Value extends string>(value: Value) =>
	z.literal(value, {error: `needed ${value}`});

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const infraPattern = /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,25}[a-zA-Z0-9])?$/;
/** A name of up to 63 characters, with or without a domain before it. */
const labelKeyPattern = /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const labelValuePattern = /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;

export const imageBasedFields = {
	apiVersion: exactly('v1beta1').optional(),
	kind: exactly('ImageBasedConfig').optional(),
	metadata: z.record(z.string(), z.unknown(), {error: field.wrongType('an object')}).optional(),
	hostname: field
		.text('a host name')
		.refine(isHostName, {
			error: 'needed a host name of lower-case letters, digits, dots and hyphens',
		})
		.refine((name) => name !== 'localhost', {
			error: 'localhost is refused by the first boot; give the host a name of its own',
		})
		.optional(),
	networkConfig: networkConfig().optional(),
	additionalNTPSources: field
		.listOf(
			field.text('a name or an IP address').refine(isHostOrAddress, {
				error: 'needed a DNS name or an IP address',
			}),
			'a list of names or IP addresses',
		)
		.optional(),
	releaseRegistry: field.registryHost().optional(),
	nodeLabels: z
		.record(
			z.string().regex(labelKeyPattern),
			field.text().regex(labelValuePattern, {
				error: 'needed up to 63 letters, digits, dots, hyphens or underscores',
			}),
			{
				error: ({code, input}) =>
					code === 'invalid_key'
						? 'found what is no key of a label; needed [domain/]name'
						: field.wrongType('labels with their values')({input}),
			},
		)
		.optional(),
	cluster_id: field.text('a UUID').regex(uuidPattern, {error: 'needed a UUID'}).optional(),
	infra_id: field
		.text('an infrastructure name')
		.regex(infraPattern, {error: 'needed 1 to 27 letters, digits and hyphens'})
		.optional(),
};

const imageBasedSchema = field.closedObject(imageBasedFields);

export type ImageBasedConfig = z.output<typeof imageBasedSchema>;

export const parseImageBasedConfig = (document: unknown, source: string): ImageBasedConfig =>
	parseWith(imageBasedSchema, withoutEmpty(document, imageBasedFields), source);

export const imageBasedIssues = (document: unknown): readonly Issue[] =>
	issuesOf(imageBasedSchema, withoutEmpty(document, imageBasedFields));
