/** Random documents of sites, all of them valid, and random manifests beside them. */
import fc from 'fast-check';
import {Secret} from '../../src/secret.ts';

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
const domain = fc.array(label, {minLength: 1, maxLength: 4}).map((labels) => labels.join('.'));
const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, {nil: undefined});
const machineNetwork = fc.integer({min: 0, max: 254}).map((third) => `192.168.${third}.0/24`);

export const installChange = fc.record({
	metadata: fc.record({name: label}),
	baseDomain: domain,
	networking: machineNetwork.map((cidr) => ({machineNetwork: [{cidr}]})),
	proxy: optional(
		fc.record({
			httpProxy: domain.map((host) => `http://user:pa%20ss@${host}.example:3128`),
			noProxy: optional(domain),
		}),
	),
});

export const siteDocument = fc.record({
	hostname: optional(domain.filter((name) => name !== 'localhost')),
	additionalNTPSources: optional(fc.array(fc.oneof(domain, fc.ipV4(), fc.ipV6()), {maxLength: 3})),
	releaseRegistry: optional(domain.map((host) => `${host}:5000`)),
	nodeLabels: optional(fc.dictionary(label, label, {maxKeys: 3})),
	networkConfig: optional(
		fc.record({
			interfaces: fc.uniqueArray(
				fc.record({
					name: fc.string({unit: 'grapheme-ascii', minLength: 1}),
					'x-note': fc.jsonValue(),
				}),
				{selector: ({name}) => name, maxLength: 3},
			),
		}),
	),
});

export const manifests = fc.uniqueArray(
	fc.record({
		name: fc.stringMatching(/^[A-Za-z0-9 _-]{1,200}\.(yaml|yml|json)$/),
		text: fc.string({unit: 'grapheme'}).map((text) => new Secret(text)),
	}),
	{selector: ({name}) => name, maxLength: 5},
);
