/** The shapes of single texts of a manifest.json: names, ids, keys, URLs, and documents within the document. Pure. */
import {X509Certificate} from 'node:crypto';
import type {z} from 'zod';
import * as field from '../config/fields.ts';
import {isHostName} from '../config/host-names.ts';
import {imageBasedFields} from '../config/image-based-config.ts';
import * as special from '../config/installation-fields.ts';
import {networkConfig} from '../config/nmstate.ts';
import {loadDocuments, tryDocuments} from '../config/yaml.ts';
import {faultIf, type ManifestRule, type RuleFault, warningIf} from './manifest-rule.ts';
import {pathText} from './manifest-words.ts';

const textRule = (
	path: readonly PropertyKey[],
	faultsOf: (text: string, now: Date) => readonly RuleFault[],
): ManifestRule => ({
	path,
	faultsOf: ({text}, now) => {
		const found = text(...path);
		return found === undefined ? [] : faultsOf(found, now);
	},
});

/** A schema of our other documents says the same of this text. */
const schemaRule = (path: readonly PropertyKey[], schema: z.ZodType): ManifestRule =>
	textRule(path, (text) =>
		(schema.safeParse(text).error?.issues ?? []).slice(0, 1).map(({message}) => ({why: message})),
	);

const bundleRule = (name: 'userCaBundle' | 'proxyConfigmapBundle'): readonly ManifestRule[] => [
	textRule(['additionalTrustBundle', name], bundleFaults),
];

const proxyRules = (name: 'proxy' | 'status_proxy'): readonly ManifestRule[] => [
	schemaRule([name, 'httpProxy'], special.httpProxy()),
	schemaRule([name, 'httpsProxy'], special.httpsProxy()),
	schemaRule([name, 'noProxy'], special.noProxy()),
];

export const textRules: readonly ManifestRule[] = [
	{
		path: ['cluster_name'],
		faultsOf: ({text}) => {
			const name = text('cluster_name') ?? '';
			const domain = `api.${name}.${text('base_domain') ?? ''}`;
			return [
				...faultIf(name.length > longestName, `it has ${name.length} characters, too many`),
				...faultIf(
					domain.length > longestDomain,
					`with base_domain it has ${domain.length} characters, needed at most ${longestDomain}`,
				),
			];
		},
	},
	schemaRule(['cluster_id'], imageBasedFields.cluster_id),
	schemaRule(['infra_id'], imageBasedFields.infra_id),
	textRule(['hostname'], (name) => [
		...faultIf(!isHostName(name), 'it is no name that a host can have'),
		...faultIf(
			/^localhost\./.test(name),
			'the first boot refuses a name that begins with localhost',
		),
	]),
	schemaRule(['release_registry'], field.registryHost()),
	textRule(['release_registry'], (host) =>
		faultIf(host.includes('://'), 'it begins with a scheme, needed is the host alone'),
	),
	schemaRule(['ssh_key'], special.sshKeys()),
	textRule(['kubeadmin_password_hash'], (hash) =>
		faultIf(!bcryptPattern.test(hash), 'it is no bcrypt hash'),
	),
	textRule(['raw_nm_state_config'], nmstateFaults),
	textRule(['install_config'], (text) => documentFaults(text)),
	textRule(['chrony_config'], (text) =>
		warningIf(
			!/^[ \t]*(server|pool|peer|refclock|sourcedir|include|confdir)[ \t]/m.test(text),
			'it names no time server, so the clock will not be set',
		),
	),
	...proxyRules('proxy'),
	...proxyRules('status_proxy'),
	...bundleRule('userCaBundle'),
	...bundleRule('proxyConfigmapBundle'),
	textRule(['additionalTrustBundle', 'proxyConfigmapName'], (name) =>
		faultIf(!isHostName(name), 'it is no name of a ConfigMap'),
	),
	{
		path: ['node_labels'],
		faultsOf: ({entries}) =>
			entries('node_labels').flatMap(([key, value]) => {
				const issue = imageBasedFields.nodeLabels.safeParse({[key]: value}).error?.issues[0];
				return issue === undefined ? [] : [{why: issue.message, below: [key]}];
			}),
	},
	{
		path: ['server_ssh_keys'],
		faultsOf: ({entries, text}) =>
			entries('server_ssh_keys').flatMap((_entry, index) => {
				const name = text('server_ssh_keys', index, 'file_name');
				const isWrong = name !== undefined && !hostKeyPattern.test(name);
				return isWrong ? [{why: 'it is no name of a host key', below: [index, 'file_name']}] : [];
			}),
	},
];

/** 63 for a label of DNS, less what names are made of it. */
const longestName = 54;
const longestDomain = 253;
const bcryptPattern = /^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/;
const beginMark = '-----BEGIN CERTIFICATE-----';
const endMark = '-----END CERTIFICATE-----';
const hostKeyPattern = /^ssh_host_[a-z0-9]+_key(\.pub)?$/;

function nmstateFaults(text: string): readonly RuleFault[] {
	const faults = documentFaults(text);
	if (faults.length > 0) {
		return faults;
	}
	const issues = networkConfig().safeParse(loadDocuments(text, '')[0]).error?.issues ?? [];
	return issues.map(({path, message}) => ({
		why: `in its ${pathText(path) || 'document'}: ${message}`,
	}));
}

/** One document, and an object. */
function documentFaults(text: string): readonly RuleFault[] {
	const loaded = tryDocuments(text);
	if ('fault' in loaded) {
		return [{why: loaded.fault}];
	}
	const [document, ...others] = loaded.documents;
	const isObject = typeof document === 'object' && document !== null && !Array.isArray(document);
	return faultIf(!isObject || others.length > 0, 'it is not one document with keys');
}

/** Comments between certificates are common, and every reader of PEM skips them. In one pass: it may be long. */
function bundleFaults(bundle: string, now: Date): readonly RuleFault[] {
	const [before = '', ...blocks] = bundle.split(beginMark);
	const isCut = blocks.some((block) => block.split(endMark).length !== 2);
	const comments = [before, ...blocks.map((block) => block.split(endMark)[1] ?? '')];
	if (blocks.length === 0 || isCut || comments.some((text) => text.includes('-----'))) {
		return [{why: 'needed certificates in PEM, each from its BEGIN to its END'}];
	}
	const certificates = blocks.map(certificateOf);
	const broken = certificates.indexOf(undefined);
	if (broken >= 0) {
		return [{why: `certificate ${broken + 1} in it is damaged`}];
	}
	return certificates.flatMap((found, index) =>
		warningIf(
			found !== undefined && found.validToDate < now,
			`certificate ${index + 1} in it expired on ${found?.validToDate.toISOString().slice(0, 10)}`,
		),
	);
}

const certificateOf = (block: string): X509Certificate | undefined => {
	try {
		return new X509Certificate(`${beginMark}${block.split(endMark)[0] ?? ''}${endMark}`);
	} catch {
		return undefined;
	}
};
