import fc from 'fast-check';
import {expect, test} from 'vitest';
import {imageBasedFields} from '../../src/config/image-based-config.ts';
import {installFields} from '../../src/config/install-config.ts';
import {readImageBasedConfig, readInstallConfig} from '../../src/config/schema.ts';
import {InstallError} from '../../src/errors.ts';
import {minimalInstallConfig} from './install-documents.ts';

const planted = 'planted-passw0rd';

const value = fc.oneof(fc.jsonValue(), fc.constant(planted), fc.array(fc.constant(planted)));

const documentOf = (fields: object) =>
	fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(fields)), fc.string()), value);

/** Some value deep inside replaced by another one. */
const damaged = (document: object) => {
	const paths = pathsOf(document);
	return fc.tuple(fc.constantFrom(...paths), value).map(([path, replacement]) => {
		const copy = structuredClone(document) as Record<string, unknown>;
		const parent = path
			.slice(0, -1)
			.reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, copy);
		parent[path.at(-1) ?? ''] = replacement;
		return copy;
	});
};

const pathsOf = (node: unknown): readonly (readonly string[])[] =>
	typeof node === 'object' && node !== null
		? Object.entries(node).flatMap(([key, child]) => [
				[key],
				...pathsOf(child).map((path) => [key, ...path]),
			])
		: [];

const imageBased = {
	hostname: 'node',
	networkConfig: {
		interfaces: [
			{name: 'eth0', ipv4: {enabled: true, address: [{ip: '192.0.2.2', 'prefix-length': 24}]}},
		],
		routes: {config: [{destination: '0.0.0.0/0', 'next-hop-address': '192.0.2.1'}]},
	},
	additionalNTPSources: ['192.0.2.1'],
	nodeLabels: {site: 'north'},
};

test.each([
	['install-config', documentOf(installFields), readInstallConfig],
	['install-config with one damage', damaged(minimalInstallConfig), readInstallConfig],
	['image-based-config', documentOf(imageBasedFields), readImageBasedConfig],
	['image-based-config with one damage', damaged(imageBased), readImageBasedConfig],
] as const)('any %s is read, or refused without repeating a value', (_what, documents, read) => {
	fc.assert(
		fc.property(documents, (document) => {
			try {
				read(JSON.stringify(document), 'test');
			} catch (error) {
				expect(error).toBeInstanceOf(InstallError);
				expect(String(error)).not.toContain(planted);
			}
		}),
		{numRuns: 400},
	);
});
