/**
 * Asks a recert which keys of a config it knows. No version can be asked for, but parsing is a safe question:
 * a config of harmless values with one key that no release knows always stops there, before anything is
 * touched, and lists every unknown key. Pure.
 */
import type {RecertConfig} from './config.ts';

const strangerKey = 'zz_probe';

/** Lists of addresses came with 4.20; recert before took one text. */
const listKeys = ['ip', 'machine_network_cidr'] as const;

export const probeConfig = (config: RecertConfig): Readonly<Record<string, unknown>> => ({
	...Object.fromEntries(Object.entries(config).map(([key, value]) => [key, harmless(key, value)])),
	[strangerKey]: 1,
});

export type ProbeAnswer =
	/** Every key is known, and of the kind that we send. */
	| {readonly kind: 'fits'}
	/** It takes one address and one network, each as a text. */
	| {readonly kind: 'wants-texts'}
	| {readonly kind: 'unknown-keys'; readonly keys: readonly string[]}
	/** It answered something else, or nothing. */
	| {readonly kind: 'unclear'};

export const readProbe = (stderr: string): ProbeAnswer => {
	if (listKeys.some((key) => stderr.includes(`${key} must be a string`))) {
		return {kind: 'wants-texts'};
	}
	const [, list] = /unknown keys? "([^"]*)"/.exec(stderr) ?? [];
	if (list === undefined) {
		return {kind: 'unclear'};
	}
	const keys = list.split(/,\s*/).filter((key) => key !== strangerKey);
	return keys.length === 0 ? {kind: 'fits'} : {kind: 'unknown-keys', keys};
};

/** For a release before 4.20; undefined when a list has two entries, which that release cannot take. */
export const withTexts = (config: RecertConfig): RecertConfig | undefined => {
	const lists = listKeys.flatMap((key) => (key in config ? [[key, config[key]] as const] : []));
	if (lists.some(([, list]) => Array.isArray(list) && list.length > 1)) {
		return undefined;
	}
	const texts = lists.map(([key, list]) => [key, Array.isArray(list) ? list[0] : list]);
	return {...config, ...Object.fromEntries(texts)};
};

/** What a deployment bears without: a summary tells nothing that the output did not. */
const dispensable: readonly string[] = ['summary_file_clean'];

export const isDispensable = (key: string): boolean => dispensable.includes(key);

const harmless = (key: string, value: RecertConfig[string]): unknown => {
	if (Object.hasOwn(fixedAnswers, key)) {
		return fixedAnswers[key];
	}
	if (Array.isArray(value)) {
		return [];
	}
	return typeof value === 'boolean' || certificateKeys.includes(key) ? value : 'probe';
};

/** Parsed at once, so only certificates will do; they are public. */
const certificateKeys: readonly string[] = ['user_ca_bundle', 'proxy_trusted_ca_bundle'];

/** Where the form of a value is looked at while parsing. */
const fixedAnswers: Readonly<Record<string, unknown>> = {
	etcd_endpoint: 'localhost:2379',
	cluster_rename: 'probe:probe.invalid',
	proxy: '|||||',
	pull_secret: '{}',
	kubeadmin_password_hash: '',
	regenerate_server_ssh_keys: '/ssh',
	summary_file_clean: '-',
};
