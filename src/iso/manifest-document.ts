/**
 * `cluster-configuration/manifest.json`: what a seed becomes. Names are those of lifecycle-agent's
 * `SeedReconfiguration` (api_version 1), three different spellings of keys included; rules are those of the
 * first boot. Unknown keys pass, since a newer agent may add some; the doctor names them (`manifest-faults.ts`).
 */
import {z} from 'zod';
import {dropUndefined, withoutEmpty} from '../config/absent.ts';
import {familyOf, parseNetwork} from '../config/cidr.ts';
import {parseWith, typeName} from '../config/faults.ts';
import * as field from '../config/fields.ts';
import {isHostName} from '../config/host-names.ts';
import {pullSecret} from '../config/installation-fields.ts';
import {loadDocuments} from '../config/yaml.ts';
import {InstallError} from '../errors.ts';
import {Secret} from '../secret.ts';

const secret = (needed: string) => field.filledText(needed).transform((text) => new Secret(text));

const privateKey = () =>
	field
		.text('a private key in PEM')
		.regex(/-----BEGIN [A-Z ]*PRIVATE KEY-----/, {error: 'needed a private key in PEM'})
		.transform((pem) => new Secret(pem));

const network = () =>
	field.text('a network').refine((text) => parseNetwork(text) !== undefined, {
		error: 'needed a network as 192.0.2.0/24',
	});

const address = () =>
	field.text('an IP address').refine((text) => familyOf(text) !== undefined, {
		error: 'needed an IP address',
	});

const object = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
	z.object(shape, {error: field.wrongType('an object')});

/** A URL may carry a password. */
const proxy = () =>
	object({
		httpProxy: secret('a URL').optional(),
		httpsProxy: secret('a URL').optional(),
		noProxy: field.text().optional(),
	});

const manifestFields = {
	api_version: z.literal(1, {error: 'needed 1, the only version there is'}),
	base_domain: field.text('a domain').refine(isHostName, {error: 'needed a domain'}),
	cluster_name: field.text('a name').refine(isHostName, {error: 'needed the name of a cluster'}),
	cluster_id: field.filledText('a UUID'),
	infra_id: field.text().optional(),
	hostname: field
		.text('a host name')
		.refine((name) => name !== 'localhost', {error: 'localhost is refused by the first boot'})
		.optional(),
	release_registry: field.text().optional(),
	ssh_key: field.text().optional(),
	pull_secret: pullSecret(),
	kubeadmin_password_hash: secret('a bcrypt hash').optional(),
	raw_nm_state_config: secret('an nmstate configuration').optional(),
	machine_networks: field.listOf(network(), 'a list of networks').optional(),
	machine_network: network().optional(),
	node_ips: field.listOf(address(), 'a list of IP addresses').optional(),
	node_ip: address().optional(),
	proxy: proxy().optional(),
	status_proxy: proxy().optional(),
	install_config: secret('a text').optional(),
	server_ssh_keys: field
		.listOf(
			object({file_name: field.filledText(), file_content: secret('a key')}),
			'a list of host keys',
		)
		.optional(),
	chrony_config: field.text().optional(),
	additionalTrustBundle: object({
		userCaBundle: field.text().default(''),
		proxyConfigmapName: field.text().default(''),
		proxyConfigmapBundle: field.text().default(''),
	}).optional(),
	node_labels: z.record(z.string(), field.text(), {error: field.wrongType('labels')}).optional(),
	KubeconfigCryptoRetention: object({
		KubeAPICrypto: object({
			ServingCrypto: object({
				localhost_signer_private_key: privateKey(),
				service_network_signer_private_key: privateKey(),
				loadbalancer_external_signer_private_key: privateKey(),
			}),
			ClientAuthCrypto: object({
				admin_ca_certificate: field
					.text('a certificate in PEM')
					.refine((pem) => pem.split('-----BEGIN CERTIFICATE-----').length === 2, {
						error: 'needed exactly one certificate in PEM',
					}),
			}),
		}),
		/** The third s is in the interface. */
		IngresssCrypto: object({
			ingress_ca: privateKey(),
			ingress_certificate_cn: field.text().optional(),
		}),
	}),
};

const manifestSchema = object(manifestFields)
	.refine(
		({machine_networks = [], machine_network}) =>
			machine_networks.length > 0 || machine_network !== undefined,
		{path: ['machine_networks'], error: 'is required: the first boot fails without it'},
	)
	.refine(
		({additionalTrustBundle: bundle}) =>
			bundle === undefined ||
			(bundle.proxyConfigmapName === '') === (bundle.proxyConfigmapBundle === ''),
		{
			path: ['additionalTrustBundle'],
			error: 'needed both of proxyConfigmapName and proxyConfigmapBundle, or none',
		},
	);

export type SeedReconfiguration = z.output<typeof manifestSchema>;

/** @throws InstallError CONFIG_INVALID with every fault. */
export const readManifest = (text: string, source: string): SeedReconfiguration => {
	const [document] = loadDocuments(text, source);
	if (typeof document !== 'object' || document === null) {
		const faults = [`found ${typeName(document)}, needed an object with keys`];
		throw new InstallError('CONFIG_INVALID', {source, faults});
	}
	const found = parseWith(manifestSchema, withoutEmpty(document, manifestFields), source);
	return dropUndefined(found) as SeedReconfiguration;
};

export type ManifestIssue = {readonly path: readonly PropertyKey[]; readonly message: string};

/** What the schema finds wrong, each with its key. */
export const manifestIssues = (document: object): readonly ManifestIssue[] =>
	manifestSchema
		.safeParse(withoutEmpty(document, manifestFields))
		.error?.issues.map(({path, message}) => ({path, message})) ?? [];

/** Keys that no agent known to us reads, each with the keys that are known in its place. */
export const unknownManifestKeys = (document: object): readonly UnknownKey[] =>
	unknownIn(manifestFields, document, []);

export type UnknownKey = {
	readonly path: readonly PropertyKey[];
	readonly known: readonly string[];
};

const unknownIn = (
	shape: z.core.$ZodLooseShape,
	value: unknown,
	path: readonly PropertyKey[],
): readonly UnknownKey[] =>
	Object.entries(isObject(value) ? value : {}).flatMap(([key, entry]) => {
		const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
		const here = [...path, key];
		if (field === undefined) {
			return [{path: here, known: Object.keys(shape)}];
		}
		const inner = shapeOf(field);
		if (inner === undefined) {
			return [];
		}
		return Array.isArray(entry)
			? entry.flatMap((item, index) => unknownIn(inner, item, [...here, index]))
			: unknownIn(inner, entry, here);
	});

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keys of an object, or of the objects in a list; undefined of anything else. */
const shapeOf = (field: unknown): z.core.$ZodLooseShape | undefined => {
	if (field instanceof z.ZodOptional) {
		return shapeOf(field.unwrap());
	}
	if (field instanceof z.ZodArray) {
		return shapeOf(field.element);
	}
	return field instanceof z.ZodObject ? field.shape : undefined;
};
