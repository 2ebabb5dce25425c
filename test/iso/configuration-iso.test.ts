import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {toProblem} from '../../src/errors.ts';
import {
	configurationIso,
	readConfigurationIso,
	type SiteConfiguration,
} from '../../src/iso/configuration-iso.ts';
import {isManifestName, requireManifests} from '../../src/iso/extra-manifests.ts';
import {seedReconfiguration} from '../../src/iso/manifest.ts';
import {digestMirrorSet} from '../../src/iso/mirrors.ts';
import {secretJson} from '../../src/iso/secret-json.ts';
import {bufferSource, fileSource} from '../../src/iso/volume/source.ts';
import {Secret} from '../../src/secret.ts';
import {realSystem} from '../../src/system/real.ts';
import {faultsOf} from '../config/install-documents.ts';
import {siteInputs} from './site.ts';
import {extracted, inTemporary, made} from './xorriso.ts';

const madeAt = new Date('2026-03-01T12:00:00Z');

const siteOf = async (change: Partial<SiteConfiguration> = {}): Promise<SiteConfiguration> => ({
	manifest: seedReconfiguration(await siteInputs()),
	manifests: [],
	extraManifests: [],
	...change,
});

const file = (name: string, text: string) => ({name, text: new Secret(text)});

/** Secrets opened, so that they can be compared. */
const opened = (site: SiteConfiguration): unknown => JSON.parse(secretJson(site).reveal());

const refusal = async (iso: Buffer): Promise<string> => {
	try {
		await readConfigurationIso(bufferSource('site.iso', iso));
	} catch (error) {
		return toProblem(error).message;
	}
	throw new Error('it was read');
};

describe('a configuration ISO', () => {
	test('has the tree that the first boot looks for, empty directories included', async () => {
		const site = await siteOf();
		await inTemporary((directory) => {
			const iso = join(directory, 'imagebasedconfig.iso');
			writeFileSync(iso, configurationIso(site, madeAt));
			expect(extracted(directory, iso)).toEqual({
				'cluster-configuration/': '',
				'cluster-configuration/manifest.json': secretJson(site.manifest).reveal(),
				'cluster-configuration/manifests/': '',
				'extra-manifests/': '',
			});
		});
	});

	test('is read back with everything that went in', async () => {
		const site = await siteOf({
			manifests: [file('image-digest-mirror-set.json', '{"kind":"ImageDigestMirrorSet"}')],
			extraManifests: [
				file('00-namespace.yaml', 'kind: Namespace\n'),
				file(`${'long-'.repeat(48)}.yaml`, 'kind: Secret\nstringData: {password: planted}\n'),
			],
		});
		const read = await readConfigurationIso(
			bufferSource('site.iso', configurationIso(site, madeAt)),
		);
		expect(opened(read)).toEqual(opened(site));
		expect(JSON.stringify(read)).not.toContain('planted');
	});

	test('has the same bytes when it is made again from the same site', async () => {
		const site = await siteOf();
		expect(configurationIso(site, madeAt).equals(configurationIso(site, madeAt))).toBe(true);
	});

	test('made by xorriso from the same tree is read too', async () => {
		const site = await siteOf({extraManifests: [file('a.yaml', 'a: 1\n')]});
		await inTemporary(async (directory) => {
			const iso = made(directory, {
				'cluster-configuration/manifest.json': secretJson(site.manifest).reveal(),
				'cluster-configuration/manifests/': '',
				'extra-manifests/a.yaml': 'a: 1\n',
				'extra-manifests/ignored/b.yaml': 'b: 1\n',
			});
			const read = await readConfigurationIso(await fileSource(realSystem(), iso));
			expect(opened(read)).toEqual(opened(site));
		});
	});

	test.each([
		[
			{'cluster-configuration/manifest.json': '{}', 'extra-manifests/': ''},
			'the directory cluster-configuration/manifests is missing',
		],
		[{'cluster-configuration/manifests/': ''}, 'the directory extra-manifests is missing'],
		[
			{'cluster-configuration/manifests/': '', 'extra-manifests/': ''},
			'cluster-configuration/manifest.json is missing',
		],
		[
			{
				'cluster-configuration/manifest.json': '{}',
				'cluster-configuration/manifests/': '',
				'extra-manifests/': '',
			},
			'api_version: needed 1',
		],
	])('of only %j is refused', async (tree, why) => {
		await inTemporary(async (directory) => {
			const source = await fileSource(realSystem(), made(directory, tree));
			await expect(readConfigurationIso(source)).rejects.toThrow(why);
		});
	});

	test('with another label is refused, since no host would find it', async () => {
		const iso = configurationIso(await siteOf(), madeAt);
		iso.write('cluster-CONFIG', 32768 + 40);
		expect(await refusal(iso)).toContain('its label is not cluster-config');
		iso.write('relocation-config', 32768 + 40);
		await readConfigurationIso(bufferSource('site.iso', iso));
	});
});

describe('extra manifests', () => {
	const faults = (text: string): string =>
		faultsOf(() =>
			requireManifests([
				file('good.json', '{"apiVersion":"v1","kind":"A","metadata":{"name":"a"}}'),
				file('x.yaml', text),
			]),
		);

	test.each([
		['apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n', 'none'],
		[
			'---\napiVersion: v1\nkind: A\nmetadata: {name: a}\n---\napiVersion: v1\nkind: A\nmetadata: {name: b}\n',
			'none',
		],
		['', 'x.yaml: it is empty'],
		['# nothing\n', 'x.yaml: it is empty'],
		['kind: Namespace\n', 'x.yaml: apiVersion is required; x.yaml: metadata is required'],
		[
			'a: 1\n---\n- 2\n',
			'x.yaml: document 1: apiVersion is required; x.yaml: document 1: kind is required; x.yaml: document 1: metadata is required; x.yaml: document 2: it is no object',
		],
		['password: "planted-passw0rd\n', 'it is neither YAML nor JSON'],
	])('%j: %s', (text, expected) => {
		const told = faults(text);
		expect(told).toContain(expected);
		expect(told).not.toContain('planted');
	});

	test('are yaml, yml and json', () => {
		const names = ['a.yaml', 'b.yml', 'c.json', 'd.txt', 'README', 'e.yaml.bak'];
		expect(names.filter(isManifestName)).toEqual(['a.yaml', 'b.yml', 'c.json']);
	});
});

test('mirrors become one ImageDigestMirrorSet, the older spelling of their key too', async () => {
	const sources = [
		{source: 'quay.io/a', mirrors: ['mirror.example.com/a'], sourcePolicy: 'NeverContactSource'},
		{source: 'quay.io/b', mirrors: ['mirror.example.com/b']},
	];
	for (const key of ['imageDigestSources', 'imageContentSources']) {
		const {install} = await siteInputs({[key]: sources});
		expect(digestMirrorSet(install)).toEqual({
			apiVersion: 'config.openshift.io/v1',
			kind: 'ImageDigestMirrorSet',
			metadata: {name: 'image-digest-mirror', creationTimestamp: null},
			spec: {
				imageDigestMirrors: [
					{
						source: 'quay.io/a',
						mirrors: ['mirror.example.com/a'],
						mirrorSourcePolicy: 'NeverContactSource',
					},
					{source: 'quay.io/b', mirrors: ['mirror.example.com/b']},
				],
			},
			status: {},
		});
	}
	expect(digestMirrorSet((await siteInputs()).install)).toBeUndefined();
});
