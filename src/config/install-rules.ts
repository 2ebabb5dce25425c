/** Rules of an install-config that look at more than one key, apart from networks. */
import {z} from 'zod';
import type {Rule} from './rules.ts';

export const installRules: readonly Rule[] = [
	{
		path: ['controlPlane', 'replicas'],
		faultOf: (document) => {
			const replicas = draftOf(document).controlPlane?.replicas;
			return replicas === 1 ? undefined : `${foundCount(replicas)}, needed 1: one node is all`;
		},
	},
	{
		path: ['compute'],
		faultOf: (document) => {
			const {compute} = draftOf(document);
			if (compute === undefined || compute.some(({replicas}) => replicas === undefined)) {
				return 'found no replicas (which means 3), needed replicas: 0 in each entry';
			}
			const sum = compute.reduce((total, {replicas = 0}) => total + replicas, 0);
			return sum === 0 ? undefined : `found ${sum} replicas, needed 0`;
		},
	},
	{
		path: ['metadata', 'name'],
		faultOf: (document) => {
			const {metadata, baseDomain = ''} = draftOf(document);
			const name = metadata?.name ?? '';
			if (name.length > longestName) {
				return `found ${name.length} characters, needed at most ${longestName}`;
			}
			const length = name.length + 1 + baseDomain.length;
			return length <= longestDomain
				? undefined
				: `with baseDomain it has ${length} characters, needed at most ${longestDomain}`;
		},
	},
	{
		path: ['imageContentSources'],
		faultOf: (document) => {
			const {imageContentSources, imageDigestSources} = draftOf(document);
			return imageContentSources === undefined || imageDigestSources === undefined
				? undefined
				: 'is an older spelling of imageDigestSources; give one of the two';
		},
	},
	{
		path: ['sshKey'],
		faultOf: (document) => {
			const {fips, sshKey = ''} = draftOf(document);
			const keys = sshKey.split('\n').filter((line) => line.trim() !== '');
			return fips !== true || keys.every((key) => /^\s*(ssh-rsa|ecdsa-)/.test(key))
				? undefined
				: 'needed an RSA or ECDSA key, since fips is true';
		},
	},
	{
		path: ['capabilities'],
		faultOf: (document) => {
			const {baselineCapabilitySet, additionalEnabledCapabilities = []} =
				draftOf(document).capabilities ?? {};
			return baselineCapabilitySet !== 'None' || additionalEnabledCapabilities.includes('Ingress')
				? undefined
				: 'needed Ingress in additionalEnabledCapabilities; no cluster does without it';
		},
	},
	{
		path: ['proxy', 'noProxy'],
		faultOf: (document) =>
			/\s/.test(draftOf(document).proxy?.noProxy ?? '')
				? 'needed a list with commas and without blanks'
				: undefined,
	},
];

/** 63 for a label of DNS, less what names are made of it. */
const longestName = 54;
const longestDomain = 253;

const pool = z.object({replicas: z.number().optional().catch(undefined)});

/** What is wrong in it is absent: the rule of that key tells it. */
const draft = z.object({
	metadata: z.object({name: z.string()}).optional().catch(undefined),
	baseDomain: z.string().optional().catch(undefined),
	controlPlane: pool.optional().catch(undefined),
	compute: z.array(pool).optional().catch(undefined),
	fips: z.boolean().optional().catch(undefined),
	sshKey: z.string().optional().catch(undefined),
	imageDigestSources: z.unknown().optional(),
	imageContentSources: z.unknown().optional(),
	proxy: z.object({noProxy: z.string().optional()}).optional().catch(undefined),
	capabilities: z
		.object({
			baselineCapabilitySet: z.string().optional(),
			additionalEnabledCapabilities: z.array(z.string()).optional(),
		})
		.optional()
		.catch(undefined),
});

const draftOf = (document: unknown): z.output<typeof draft> => draft.parse(document);

const foundCount = (replicas: number | undefined): string =>
	replicas === undefined ? 'found nothing (which means 3)' : `found ${replicas}`;
