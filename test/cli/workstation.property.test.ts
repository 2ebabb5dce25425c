/** Through the commands, with real files: nothing is lost on the way to an ISO, and no damage is told as a crash. */
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {load} from 'js-yaml';
import {expect, test} from 'vitest';
import {runCreate} from '../../src/cli/create.ts';
import {runInspect} from '../../src/cli/inspect.ts';
import type {Setting} from '../../src/cli/setting.ts';
import {runValidate} from '../../src/cli/validate.ts';
import {readConfigurationIso} from '../../src/iso/configuration-iso.ts';
import {secretJson} from '../../src/iso/secret-json.ts';
import {fileSource} from '../../src/iso/volume/source.ts';
import {realSystem} from '../../src/system/real.ts';
import {minimalInstallConfig, pullSecret} from '../config/install-documents.ts';
import {installChange, siteDocument} from '../iso/random-site.ts';
import {inTemporary} from '../iso/xorriso.ts';

const system = realSystem(process.env);
const seed = 20_260_301;
const madeAt = new Date('2026-03-01T12:00:00Z');
const planted = 'planted-passw0rd';

const listening = () => {
	const said: string[] = [];
	const print = (text: string): void => void said.push(text);
	const {signal} = new AbortController();
	const setting: Setting = {system, remember: () => {}, print, signal};
	return {setting, said: () => said.join('')};
};

const object = JSON.stringify({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a'}});

const writeSite = (directory: string, install: object, site: object): void => {
	mkdirSync(join(directory, 'extra-manifests'), {recursive: true});
	writeFileSync(
		join(directory, 'install-config.yaml'),
		JSON.stringify({...minimalInstallConfig, ...install}, undefined, 2),
	);
	writeFileSync(
		join(directory, 'image-based-config.yaml'),
		JSON.stringify({kind: 'ImageBasedConfig', ...site}, undefined, 2),
	);
	writeFileSync(join(directory, 'extra-manifests/a.yaml'), object);
};

/** New keys for each would take most of the time. */
const create = (directory: string, identityDirectory: string, isFirst: boolean) =>
	runCreate(
		listening().setting,
		{
			target: 'config-image',
			directory,
			format: 'json',
			...(!isFirst && {identityDirectory}),
		},
		madeAt,
	);

test('valid documents are judged good, made, looked into and judged again, and lose nothing', async () => {
	await inTemporary(async (identity) => {
		writeSite(identity, {}, {});
		await create(identity, identity, true);
		await fc.assert(
			fc.asyncProperty(installChange, siteDocument, async (install, site) => {
				await inTemporary(async (directory) => {
					writeSite(directory, install, site);
					const before = listening();
					const good = await runValidate(before.setting, [directory], 'text');
					expect([good, before.said()]).toEqual([0, expect.stringContaining(': good (')]);
					await create(directory, identity, false);
					const path = join(directory, 'imagebasedconfig.iso');
					const after = listening();
					const exitCode = await runValidate(after.setting, [path], 'text');
					expect([exitCode, after.said()]).toEqual([0, expect.stringContaining(': good (')]);
					const sheet = listening();
					await runInspect(sheet.setting, path, 'json');
					const {networking, metadata, baseDomain} = install;
					expect(JSON.parse(sheet.said())).toMatchObject({
						cluster: `${metadata.name}.${baseDomain}`,
						machineNetworks: networking.machineNetwork.map(({cidr}) => cidr),
						extraManifests: ['a.yaml'],
						...(site.hostname && {hostname: site.hostname}),
						...(install.proxy && {proxy: 'given'}),
					});
					expect(before.said() + after.said() + sheet.said()).not.toMatch(/pa%20ss|planted/);
					await expectWhole(path, site);
				});
			}),
			{numRuns: 60, seed},
		);
	});
});

type Site = typeof siteDocument extends fc.Arbitrary<infer Value> ? Value : never;

const expectWhole = async (path: string, site: Site): Promise<void> => {
	const {manifest} = await readConfigurationIso(await fileSource(system, path));
	const found = JSON.parse(secretJson(manifest).reveal());
	expect(JSON.parse(found.pull_secret)).toEqual(JSON.parse(pullSecret));
	for (const source of site.additionalNTPSources ?? []) {
		expect(found.chrony_config).toContain(`\nserver ${source} iburst`);
	}
	if (site.networkConfig !== undefined) {
		expect(load(found.raw_nm_state_config)).toEqual(JSON.parse(JSON.stringify(site.networkConfig)));
	}
	expect(found.node_labels ?? {}).toEqual(site.nodeLabels ?? {});
};

const edit = fc.record({
	file: fc.constantFrom(
		'install-config.yaml',
		'image-based-config.yaml',
		'extra-manifests/a.yaml',
		'imagebasedconfig.iso',
	),
	at: fc.nat({max: 1_000_000}),
	removed: fc.nat({max: 30}),
	put: fc.oneof(
		fc.constantFrom('"', '{', '}', ':', '\n', '- ', '\t', '&a ', '*a', '\0', '%', '---\n', planted),
		fc.string({unit: 'binary', maxLength: 20}),
	),
});

test('whatever is damaged is told as findings, with lines, and without a secret', async () => {
	await inTemporary(async (directory) => {
		const site = {hostname: 'node-1', networkConfig: {interfaces: [{name: 'eth0', note: planted}]}};
		writeSite(directory, {}, site);
		await create(directory, directory, true);
		const told = {faults: 0, lines: 0};
		await fc.assert(
			fc.asyncProperty(fc.array(edit, {minLength: 1, maxLength: 3}), async (edits) => {
				const paths = [...new Set(edits.map(({file}) => join(directory, file)))];
				const whole = paths.map((path) => readFileSync(path));
				for (const {file, at, removed, put} of edits) {
					const path = join(directory, file);
					const bytes = readFileSync(path);
					const place = at % (bytes.length + 1);
					const rest = bytes.subarray(place + removed);
					writeFileSync(path, Buffer.concat([bytes.subarray(0, place), Buffer.from(put), rest]));
				}
				const {setting, said} = listening();
				const iso = join(directory, 'imagebasedconfig.iso');
				const exitCode = await runValidate(setting, [directory, iso], 'json');
				const text = listening();
				expect(await runValidate(text.setting, [directory, iso], 'text')).toBe(exitCode);
				for (const [index, path] of paths.entries()) {
					writeFileSync(path, whole[index] ?? '');
				}
				expect([0, 2, 3, 4]).toContain(exitCode);
				expect(said() + text.said()).not.toMatch(/planted-|PRIVATE KEY-----\\n|BUG|at .*\.ts:/);
				const verdicts = said()
					.trim()
					.split('\n')
					.map((line) => JSON.parse(line));
				const faults = verdicts.flatMap((verdict) => verdict.faults);
				told.faults += faults.length;
				told.lines += faults.filter(({line}) => line !== undefined).length;
			}),
			{numRuns: 150, seed},
		);
		expect(told.faults).toBeGreaterThan(50);
		expect(told.lines).toBeGreaterThan(told.faults / 2);
	});
});
