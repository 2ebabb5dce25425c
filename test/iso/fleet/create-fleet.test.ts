import {existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {load} from 'js-yaml';
import {expect, test} from 'vitest';
import {runCreate} from '../../../src/cli/create.ts';
import type {Setting} from '../../../src/cli/setting.ts';
import {runValidate} from '../../../src/cli/validate.ts';
import {readConfigurationIso} from '../../../src/iso/configuration-iso.ts';
import {fileSource} from '../../../src/iso/volume/source.ts';
import {realSystem} from '../../../src/system/real.ts';
import {minimalInstallConfig} from '../../config/install-documents.ts';
import {inTemporary} from '../xorriso.ts';

const system = realSystem(process.env);
const {networking: _, metadata: _name, ...shared} = minimalInstallConfig;

const object = (name: string): string =>
	JSON.stringify({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}});

/** The examples of the page, and what they need beside them. */
const writeFleet = (directory: string): void => {
	const page = readFileSync('docs/fleet.md', 'utf8');
	const examples = [...page.matchAll(/```\w+ (sites\.\w+)\n([\s\S]*?)```/g)].map(
		([, name = '', text = '']) => [name, text] as const,
	);
	const files = {
		...Object.fromEntries(examples),
		'install-config.yaml': JSON.stringify(shared),
		'image-based-config.yaml': 'additionalNTPSources: [ntp.example.com]\n',
		'extra-manifests/all.yaml': object('all'),
		'edge-2-manifests/own.yaml': object('own'),
	};
	expect(Object.keys(files)).toContain('sites.csv');
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(join(directory, name)), {recursive: true});
		writeFileSync(join(directory, name), text);
	}
};

type Run = {
	readonly list?: string;
	readonly format?: 'text' | 'json';
	readonly identity?: string;
	readonly signal?: AbortSignal;
};

const run = async (
	directory: string,
	{list = 'sites.yaml', format = 'text', identity, signal}: Run = {},
) => {
	const said: string[] = [];
	const setting: Setting = {
		system,
		remember: () => {},
		print: (text) => said.push(text),
		signal: signal ?? new AbortController().signal,
	};
	const exitCode = await runCreate(
		setting,
		{
			target: 'config-image',
			directory: join(directory, 'out'),
			fleetFile: join(directory, list),
			format,
			...(identity !== undefined && {identityDirectory: join(directory, identity)}),
		},
		undefined,
	);
	return {exitCode, said: said.join('').replaceAll(`${directory}/`, ''), setting};
};

const clusterOf = async (directory: string, name: string) => {
	const path = join(directory, 'out', name, 'imagebasedconfig.iso');
	return readConfigurationIso(await fileSource(system, path));
};

test('the example of the page makes both sites, and a second run nothing', async () => {
	await inTemporary(async (directory) => {
		writeFleet(directory);
		const first = await run(directory);
		expect(first.said).toMatch(/^█{10}░{10} 1\/2 edge-[12]: made\n█{20} 2\/2 edge-[12]: made\n/);
		expect(first.said).toMatch(/\n2 made, 0 unchanged, 0 failed, in out\n$/);
		expect(first.exitCode).toBe(0);
		const [one, two] = await Promise.all(
			['edge-1', 'edge-2'].map((name) => clusterOf(directory, name)),
		);
		expect(one?.manifest).toMatchObject({
			cluster_name: 'edge-1',
			base_domain: 'example.com',
			hostname: 'edge-1-node',
			machine_networks: ['192.0.2.0/25'],
		});
		expect(one?.manifest.chrony_config).toContain('ntp.example.com');
		expect(one?.extraManifests.map(({name}) => name)).toEqual(['all.yaml']);
		expect(two?.extraManifests.map(({name}) => name)).toEqual(['all.yaml', 'own.yaml']);
		expect(two?.manifest.node_labels).toEqual({'example.com/region': 'north'});
		expect(one?.manifest.cluster_id).not.toBe(two?.manifest.cluster_id);
		expect(statSync(join(directory, 'out/edge-1')).mode & 0o777).toBe(0o700);
		expect(await runValidate(first.setting, [join(directory, 'out/edge-2')], 'text')).toBe(0);
		const second = await run(directory);
		expect(second.said).toMatch(/0 made, 2 unchanged, 0 failed, in out\n$/);
	});
});

test('the same list as CSV says the same', async () => {
	await inTemporary(async (directory) => {
		writeFleet(directory);
		expect((await run(directory, {list: 'sites.csv'})).exitCode).toBe(0);
		const {manifest} = await clusterOf(directory, 'edge-2');
		expect(manifest).toMatchObject({
			cluster_name: 'edge-2',
			hostname: 'edge-2-node',
			machine_networks: ['192.0.2.128/25'],
			node_labels: {'example.com/region': 'north'},
		});
	});
});

test('only what changed or is damaged is made again, and a kept identity stays', async () => {
	await inTemporary(async (directory) => {
		writeFleet(directory);
		await run(directory);
		const before = await clusterOf(directory, 'edge-1');
		const list = readFileSync(join(directory, 'sites.yaml'), 'utf8');
		writeFileSync(join(directory, 'sites.yaml'), list.replace('edge-1-node', 'edge-1-other'));
		writeFileSync(join(directory, 'out/edge-2/imagebasedconfig.iso'), 'cut');
		const {said} = await run(directory, {identity: 'out'});
		expect(said).toMatch(/2 made, 0 unchanged, 0 failed/);
		const after = await clusterOf(directory, 'edge-1');
		expect(after.manifest.hostname).toBe('edge-1-other');
		expect(after.manifest.cluster_id).toBe(before.manifest.cluster_id);
		expect((await run(directory, {identity: 'out'})).said).toMatch(/0 made, 2 unchanged/);
	});
});

test('a bad site stops no other, has no ISO left, and its reasons are in the summary', async () => {
	await inTemporary(async (directory) => {
		writeFleet(directory);
		await run(directory);
		const list = readFileSync(join(directory, 'sites.yaml'), 'utf8');
		const more = [
			'  - name: Edge_3',
			'  - name: edge-4',
			'    extraManifests: nowhere',
			'  - name: edge-5',
			'    instalConfig: {}',
			'',
		].join('\n');
		writeFileSync(join(directory, 'sites.yaml'), list.replace('192.0.2.0/25', 'planted') + more);
		const {exitCode, said} = await run(directory, {format: 'json'});
		const told = said
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(told.at(-1)).toEqual({type: 'fleet', made: 0, skipped: 1, failed: 4, cancelled: 0});
		const messages = told.flatMap(({problem}) => problem?.message ?? []).join('\n');
		expect(messages).toContain('networking.machineNetwork: needed networks as 192.0.2.0/24');
		expect(messages).toContain('site 3 in line 16): name: needed lower-case letters');
		expect(messages).toContain('no manifests are in it');
		expect(messages).toContain('did you mean installConfig?');
		expect(exitCode).toBe(2);
		expect(existsSync(join(directory, 'out/edge-1/imagebasedconfig.iso'))).toBe(false);
		const {said: text} = await run(directory);
		expect(text).toMatch(/\nedge-1: CONFIG_INVALID: .*\n {2}do: .*\n/);
		expect(text).not.toContain('planted');
	});
});

test('who cancels gets no new site, and a later run makes the rest', async () => {
	await inTemporary(async (directory) => {
		writeFleet(directory);
		const ending = new AbortController();
		ending.abort();
		const {exitCode, said} = await run(directory, {signal: ending.signal});
		expect([exitCode, said]).toEqual([130, '0 made, 0 unchanged, 0 failed, 2 not begun, in out\n']);
		expect((await run(directory)).exitCode).toBe(0);
	});
});

test('documents that somebody wrote by hand are never written over', async () => {
	await inTemporary(async (directory) => {
		writeFleet(directory);
		mkdirSync(join(directory, 'out/edge-1'), {recursive: true});
		writeFileSync(join(directory, 'out/edge-1/install-config.yaml'), 'by hand');
		const {said} = await run(directory);
		expect(said).toMatch(/edge-1: SITE_DIRECTORY_TAKEN: .*no run for a fleet has made/);
		expect(said).toContain('1 made, 0 unchanged, 1 failed');
		expect(readFileSync(join(directory, 'out/edge-1/install-config.yaml'), 'utf8')).toBe('by hand');
	});
});

test('what is wrong with all sites is told once', async () => {
	await inTemporary(async (directory) => {
		writeFleet(directory);
		writeFileSync(join(directory, 'install-config.yaml'), '{"apiVersion": "v1"}');
		const names = Array.from({length: 8}, (_value, index) => `  - name: site-${index}\n`);
		writeFileSync(join(directory, 'sites.yaml'), `sites:\n${names.join('')}`);
		const {said, exitCode} = await run(directory);
		expect(said.match(/CONFIG_INVALID/g)).toHaveLength(1);
		expect(said).toMatch(/\nsite-0, site-1, site-2, site-3, site-4, 3 more: CONFIG_INVALID: /);
		expect(exitCode).toBe(2);
	});
});

test.each([
	['sites.yaml', 'edge: 1\n', 'sites: found nothing, needed a list of sites'],
	['sites.yaml', 'sites: []\n', 'there is no site in it'],
	['sites.csv', 'a,b\n1,2\n', 'a is no column'],
	['sites.csv', 'name\n', 'there is no site in it'],
])('%s with %j is no list of sites', async (list, text, why) => {
	await inTemporary(async (directory) => {
		writeFileSync(join(directory, list), text);
		await expect(run(directory, {list})).rejects.toThrow(why);
	});
});

test('the documents of a site are readable YAML that says the same', async () => {
	await inTemporary(async (directory) => {
		writeFleet(directory);
		await run(directory);
		const text = readFileSync(join(directory, 'out/edge-1/install-config.yaml'), 'utf8');
		expect(load(text)).toEqual({
			...shared,
			metadata: {name: 'edge-1'},
			networking: {machineNetwork: [{cidr: '192.0.2.0/25'}]},
		});
	});
});
