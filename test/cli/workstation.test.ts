import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {CreateTarget} from '../../src/cli/arguments.ts';
import {runCreate} from '../../src/cli/create.ts';
import {runInspect} from '../../src/cli/inspect.ts';
import type {Setting} from '../../src/cli/setting.ts';
import {sourceDate} from '../../src/cli/source-date.ts';
import {runValidate} from '../../src/cli/validate.ts';
import {readInstallationConfig} from '../../src/config/schema.ts';
import {toProblem} from '../../src/errors.ts';
import {writeInstallationIso} from '../../src/iso/coreos/installation-iso.ts';
import {ignitionText} from '../../src/iso/ignition/config.ts';
import {file} from '../../src/iso/ignition/files.ts';
import {Secret} from '../../src/secret.ts';
import {realSystem} from '../../src/system/real.ts';
import {minimalInstallConfig, pullSecret} from '../config/install-documents.ts';
import {makeMedium} from '../iso/coreos-medium.ts';
import {inTemporary} from '../iso/xorriso.ts';

const madeAt = new Date('2026-03-01T12:00:00Z');
const {signal} = new AbortController();
const system = realSystem(process.env);

const hasNmstate = spawnSync('nmstatectl', ['--version']).status === 0;

/** A setting, and what was printed to it. */
const listening = () => {
	const said: string[] = [];
	const setting: Setting = {system, remember: () => {}, print: (text) => said.push(text), signal};
	return {setting, said: () => said.join('')};
};

const create = async (
	target: CreateTarget,
	directory: string,
	format: 'text' | 'json' = 'text',
): Promise<string> => {
	const {setting, said} = listening();
	expect(await runCreate(setting, {target, directory, format}, madeAt)).toBe(0);
	return said();
};

const inspected = async (path: string, format: 'text' | 'json' = 'text'): Promise<string> => {
	const {setting, said} = listening();
	expect(await runInspect(setting, path, format)).toBe(0);
	return said();
};

test('from a template to a configuration ISO, and a look at it', async () => {
	await inTemporary(async (directory) => {
		const site = join(directory, 'site');
		mkdirSync(site);
		expect(await create('config-template', site)).toBe(`Wrote ${site}/image-based-config.yaml.\n`);
		writeFileSync(
			join(site, 'install-config.yaml'),
			JSON.stringify({...minimalInstallConfig, fips: true}),
		);
		const said = await create('config-image', site);
		expect(said).toBe(
			[
				'warning: fips has no effect: FIPS mode is on only if the seed was installed with it',
				...(hasNmstate
					? []
					: [
							'warning: networkConfig was judged by its form only: nmstatectl is not on this machine',
						]),
				`Configuration ISO    ${site}/imagebasedconfig.iso`,
				`Kubeconfig           ${site}/auth/kubeconfig`,
				`kubeadmin password   ${site}/auth/kubeadmin-password`,
				'API of the cluster   https://api.site-1.example.com:6443',
				'',
			].join('\n'),
		);
		const sheet = await inspected(join(site, 'imagebasedconfig.iso'));
		expect(sheet).toMatch(/^kind +configuration ISO$/m);
		expect(sheet).toMatch(/^cluster +site-1\.example\.com$/m);
		expect(sheet).toMatch(/^hostname +change-to-hostname$/m);
		expect(sheet).toMatch(/^machineNetworks +192\.0\.2\.0\/24$/m);
		expect(sheet).toMatch(/^pullSecret +<redacted>$/m);
		expect(sheet).not.toMatch(/PRIVATE KEY|\$2b\$|auths/);
	});
});

test('a template is written for nobody else to read, and never over a document', async () => {
	await inTemporary(async (directory) => {
		const path = join(directory, 'image-based-config.yaml');
		await create('config-template', directory);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		writeFileSync(path, 'hostname: mine\n');
		expect(await create('config-template', directory, 'json')).toBe(
			`${JSON.stringify({path, isNew: false})}\n`,
		);
		expect(readFileSync(path, 'utf8')).toBe('hostname: mine\n');
		writeFileSync(path, 'hostnam: mine\n');
		const {setting} = listening();
		const request = {target: 'config-template', directory, format: 'text'} as const;
		const error = await runCreate(setting, request, madeAt).catch((thrown) => thrown);
		expect(toProblem(error).message).toContain('did you mean hostname?');
	});
});

test('the template of an installation configuration needs a pull secret, and nothing else', async () => {
	await inTemporary(async (directory) => {
		await create('image-config-template', directory);
		const path = join(directory, 'image-based-installation-config.yaml');
		const text = readFileSync(path, 'utf8');
		expect(() => readInstallationConfig(text, path)).toThrow(/\): pullSecret: [^;]*$/);
		const filled = text.replace('<your-pull-secret>', pullSecret);
		expect(readInstallationConfig(filled, path).seedVersion).toBe('4.16.0');
		const withNetwork = filled.replaceAll(/^# (?=networkConfig| )/gm, '');
		expect(readInstallationConfig(withNetwork, path).networkConfig).toHaveProperty('interfaces');
	});
});

test('a look into an installation ISO names files and units, and shows no content', async () => {
	await inTemporary(async (directory) => {
		const base = makeMedium(directory);
		expect(await inspected(base)).toMatch(/^kind +CoreOS live ISO$/m);
		const output = join(directory, 'rhcos-ibi.iso');
		const config = readInstallationConfig(
			JSON.stringify({
				seedImage: 'a',
				seedVersion: '4.18.0',
				installationDisk: '/dev/vda',
				pullSecret,
			}),
			'x',
		);
		const units = [{name: 'ibi-console.service', enabled: true, contents: ''}];
		const ignition = ignitionText({
			config,
			program: {files: [file('/a', 0o755, 'planted')], units},
		});
		await writeInstallationIso(
			system,
			{base, output},
			{ignition, addedKargs: ['ibi.mode=auto']},
			{signal},
		);
		const sheet = JSON.parse(await inspected(output, 'json'));
		expect(sheet).toMatchObject({
			kind: 'installation ISO',
			architecture: 'amd64',
			ignition: 'version 3.2.0',
			ignitionFiles: [
				'0600 /var/tmp/ibi-configuration.json',
				'0600 /var/tmp/pull-secret.json',
				'0600 /var/tmp/network-config.yaml',
				'0755 /a',
			],
			ignitionUnits: ['ibi-console.service'],
		});
		const verdict = listening();
		expect(await runValidate(verdict.setting, [output], 'text')).toBe(0);
		expect(verdict.said()).toBe(`${output}: good (installation ISO)\n`);
		expect(sheet.kernelArguments).toMatch(/ ibi\.mode=auto$/);
		expect(JSON.stringify(sheet)).not.toContain('base64');
	});
});

test('files of every kind are judged at once, and the exit code is that of the first bad one', async () => {
	await inTemporary(async (directory) => {
		const site = join(directory, 'site');
		mkdirSync(site);
		const install = {...minimalInstallConfig, bootstrapInPlace: {}};
		const written = (name: string, content: object): string => {
			writeFileSync(join(site, name), JSON.stringify(content));
			return join(site, name);
		};
		await create('config-template', site);
		const seed = {seedImage: 'a', seedVersion: '4.18.0', installationDisk: '/dev/vda'};
		const paths = [
			written('install-config.yaml', install),
			join(site, 'image-based-config.yaml'),
			written('image-based-installation-config.yaml', {...seed, pullSecret}),
			written('ibi-configuration.json', seed),
			makeMedium(directory),
		];
		await create('config-image', site);
		const good = listening();
		paths.push(join(site, 'imagebasedconfig.iso'));
		const exitCode = await runValidate(good.setting, paths, 'text');
		expect(good.said().replaceAll(`${directory}/`, '')).toBe(
			[
				'site/install-config.yaml: good (install-config)',
				'  warning: line 1: bootstrapInPlace has no effect: the disk is chosen when the host is installed',
				'site/image-based-config.yaml: good (image-based-config)',
				'site/image-based-installation-config.yaml: good (installation-config)',
				'site/ibi-configuration.json: good (node-document)',
				'coreos-x86_64.iso: good (CoreOS live ISO)',
				'site/imagebasedconfig.iso: good (configuration ISO)',
				'',
			].join('\n'),
		);
		expect(exitCode).toBe(0);
		const bad = listening();
		const others = [
			written('a.yaml', {api_version: 2}),
			written('b.yaml', {a: 1}),
			join(site, 'nowhere'),
			written('c.yaml', {kind: 'InstallConfig', pullSecret: 'planted-passw0rd'}),
		];
		expect(await runValidate(bad.setting, [...paths, ...others], 'json')).toBe(2);
		const verdicts = bad
			.said()
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(verdicts.length).toBe(10);
		expect(verdicts.map(({isGood}) => isGood)).toEqual([
			...Array.from({length: 6}, () => true),
			...Array.from({length: 4}, () => false),
		]);
		expect(verdicts[6].faults).toContainEqual({
			file: join(site, 'a.yaml'),
			line: 1,
			field: 'api_version',
			found: 'a number',
			why: 'needed 1, the only version there is',
			accepted: 'the number 1',
			example: '1',
		});
		expect(verdicts[7].faults[0].why).toContain('none of the documents');
		expect(verdicts[8].problem.code).toBe('FILE_UNREADABLE');
		expect(verdicts[9].faults).toContainEqual({
			file: join(site, 'c.yaml'),
			line: 1,
			field: 'baseDomain',
			why: 'is required',
			accepted: 'a domain in lower case',
			example: 'example.com',
		});
		expect(bad.said()).not.toContain('planted');
	});
});

test('an installation ISO is judged by its settings and kernel arguments', async () => {
	await inTemporary(async (directory) => {
		const base = makeMedium(directory);
		const write = async (name: string, document: string, kargs: readonly string[]) => {
			const output = join(directory, name);
			const ignition = JSON.stringify({
				ignition: {version: '3.2.0'},
				storage: {
					files: [
						{
							path: '/var/tmp/ibi-configuration.json',
							contents: {source: `data:,${encodeURIComponent(document)}`},
						},
					],
				},
			});
			await writeInstallationIso(
				system,
				{base, output},
				{ignition: new Secret(ignition), addedKargs: kargs},
				{signal},
			);
			const told = listening();
			const exitCode = await runValidate(told.setting, [output], 'text');
			return {exitCode, said: told.said().replaceAll(`${directory}/`, '')};
		};
		expect(await write('good.iso', '{"seedImage": "a"}', ['ibi.mode=auto'])).toEqual({
			exitCode: 0,
			said: 'good.iso: good (installation ISO)\n',
		});
		const {exitCode, said} = await write(
			'bad.iso',
			'{\n"seedImage": 1,\n"installationDisk": "planted"}',
			['ibi.mode=planted', 'ibi.dsk=a'],
		);
		expect(exitCode).toBe(2);
		expect(said).toContain('bad.iso: not good (installation ISO): 3 faults\n');
		expect(said).toContain('/var/tmp/ibi-configuration.json line 2: seedImage: found a number');
		expect(said).toContain('kernel arguments: ibi.mode: needed one of interactive, confirm, auto');
	});
});

test('the documents of a site are judged by their directory, objects of the cluster too', async () => {
	await inTemporary(async (directory) => {
		const site = join(directory, 'site');
		mkdirSync(join(site, 'extra-manifests'), {recursive: true});
		await create('config-template', site);
		writeFileSync(join(site, 'install-config.yaml'), JSON.stringify(minimalInstallConfig));
		writeFileSync(join(site, 'extra-manifests/a.yaml'), 'apiVersion: v1\nkind: ConfigMap\n');
		const told = listening();
		expect(await runValidate(told.setting, [site], 'text')).toBe(2);
		expect(told.said().replaceAll(`${directory}/`, '')).toBe(
			[
				'site: not good (documents of a site): 1 fault',
				'  site/extra-manifests/a.yaml line 1: metadata.name is required in an object of the cluster',
				'',
			].join('\n'),
		);
		const empty = listening();
		expect(await runValidate(empty.setting, [directory], 'text')).toBe(2);
		expect(empty.said()).toContain('neither cluster-configuration nor a document');
	});
});

test('the tree of a configuration ISO and the ISO itself are told the same faults', async () => {
	await inTemporary(async (directory) => {
		await create('config-template', directory);
		writeFileSync(join(directory, 'install-config.yaml'), JSON.stringify(minimalInstallConfig));
		await create('config-image', directory);
		const tree = join(directory, 'tree');
		execFileSync('xorriso', [
			...['-osirrox', 'on', '-indev', join(directory, 'imagebasedconfig.iso')],
			...['-extract', '/', tree],
		]);
		const good = listening();
		expect(await runValidate(good.setting, [tree], 'text')).toBe(0);
		expect(good.said()).toMatch(/tree: good \(site\)\n$/);
		const manifest = join(tree, 'cluster-configuration/manifest.json');
		execFileSync('chmod', ['-R', 'u+w', tree]);
		const text = readFileSync(manifest, 'utf8');
		writeFileSync(manifest, text.replace('"base_domain":"example.com"', '"base_domain":"a b"'));
		const broken = join(directory, 'broken.iso');
		execFileSync('xorriso', [
			...['-as', 'mkisofs', '-R', '-V', 'cluster-config', '-o', broken, tree],
		]);
		for (const path of [tree, broken]) {
			const told = listening();
			expect(await runValidate(told.setting, [path], 'json')).toBe(2);
			const {faults} = JSON.parse(told.said());
			expect(faults).toMatchObject([{line: 1, field: 'base_domain', found: 'a b'}]);
		}
	});
});

test.each([
	[undefined, undefined],
	['', undefined],
	['0', new Date(0)],
	['1772366400', madeAt],
])('SOURCE_DATE_EPOCH=%s is %s', (text, date) => {
	expect(sourceDate(text)).toEqual(date);
});

test.each(['yesterday', '-1', '1.5', '99999999999'])('SOURCE_DATE_EPOCH=%s is refused', (text) => {
	expect(() => sourceDate(text)).toThrow('no number of seconds');
});
