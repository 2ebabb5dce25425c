import {parse} from 'node:querystring';
import {describe, expect, test} from 'vitest';
import {installationFields} from '../../../src/config/installation-config.ts';
import {readInstallationConfig} from '../../../src/config/schema.ts';
import {ignitionText} from '../../../src/iso/ignition/config.ts';
import {file} from '../../../src/iso/ignition/files.ts';
import {registriesConf} from '../../../src/iso/ignition/registries.ts';
import {pullSecret} from '../../config/install-documents.ts';
import {openssl} from '../../pki/openssl.ts';

type Entry = Readonly<Record<string, unknown>>;
type Ignition = {
	readonly ignition: {readonly version: string};
	readonly passwd: {readonly users: readonly Entry[]};
	readonly storage: {
		readonly files: readonly (Entry & {readonly contents: {readonly source: string}})[];
	};
	readonly systemd: {readonly units: readonly Entry[]};
};

const minimal = {
	seedImage: 'registry.example.com:5000/seed:4.18.0',
	seedVersion: '4.18.0',
	installationDisk: '/dev/disk/by-id/wwn-0x5000c500a0000001',
	pullSecret,
};

const program = {
	files: [file('/usr/local/bin/start', 0o755, '#!/bin/sh\n')],
	units: [{name: 'ibi-console.service', enabled: true, contents: '[Service]\n'}],
};

const made = (change: object = {}, postScript?: string): Ignition => {
	const config = readInstallationConfig(JSON.stringify({...minimal, ...change}), 'site.yaml');
	const text = ignitionText({config, program, ...(postScript !== undefined && {postScript})});
	expect(`${text}`).toBe('<redacted>');
	return JSON.parse(text.reveal()) as Ignition;
};

const contentOf = ({storage}: Ignition, path: string): string | undefined => {
	const source = storage.files.find((one) => one['path'] === path)?.contents.source;
	const [, encoded] = /^data:text\/plain;charset=utf-8;base64,(.*)$/.exec(source ?? '') ?? [];
	return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
};

const modes = ({storage}: Ignition): Entry =>
	Object.fromEntries(storage.files.map(({path, mode}) => [path, mode]));

const sshKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMUwHgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA core';

describe('the Ignition configuration', () => {
	test('of the smallest document has these files and units', () => {
		const ignition = made();
		expect(ignition.ignition).toEqual({version: '3.2.0'});
		expect(ignition.passwd.users).toEqual([{name: 'core', sshAuthorizedKeys: []}]);
		expect(modes(ignition)).toEqual({
			'/var/tmp/ibi-configuration.json': 0o600,
			'/var/tmp/pull-secret.json': 0o600,
			'/var/tmp/network-config.yaml': 0o600,
			'/usr/local/bin/start': 0o755,
		});
		expect(ignition.systemd.units).toEqual(program.units);
		expect(contentOf(ignition, '/var/tmp/pull-secret.json')).toBe(`${pullSecret}\n`);
		expect(contentOf(ignition, '/var/tmp/network-config.yaml')).toBe('');
		for (const {user, overwrite} of ignition.storage.files) {
			expect([user, overwrite]).toEqual([{name: 'root'}, true]);
		}
	});

	test('tells the installer compactly, in its order, without what is not set', () => {
		expect(contentOf(made(), '/var/tmp/ibi-configuration.json')).toBe(
			'{"extraPartitionLabel":"var-lib-containers","extraPartitionNumber":5,"extraPartitionStart":"-40G",' +
				'"installationDisk":"/dev/disk/by-id/wwn-0x5000c500a0000001",' +
				'"seedImage":"registry.example.com:5000/seed:4.18.0","seedVersion":"4.18.0"}',
		);
		const all = {
			releaseRegistry: 'mirror.example.com',
			shutdown: true,
			skipDiskCleanup: true,
			coreosInstallerArgs: ['--append-karg', 'a=1'],
		};
		const told = JSON.parse(contentOf(made(all), '/var/tmp/ibi-configuration.json') ?? '');
		expect(Object.keys(told).slice(-5)).toEqual([
			'seedImage',
			'seedVersion',
			'shutdown',
			'skipDiskCleanup',
			'coreosInstallerArgs',
		]);
		expect(told).toMatchObject(all);
	});

	/** The rest is for people only, or is what the live ISO is compared with. */
	const carried = Object.keys(installationFields).filter(
		(key) => !['apiVersion', 'kind', 'metadata', 'architecture'].includes(key),
	);

	const samples: Readonly<Record<string, unknown>> = {
		seedImage: 'registry.example.com/other:1',
		seedVersion: '4.18.1',
		installationDisk: 'serial:A',
		pullSecret: pullSecret.replace('{', '{ '),
		sshKey,
		additionalTrustBundle: openssl(
			'req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=a -days 1'.split(' '),
		),
		networkConfig: {interfaces: []},
		imageDigestSources: [{source: 'quay.io/a', mirrors: ['mirror.example.com/a']}],
		proxy: {httpProxy: 'http://proxy.example.com:3128'},
		releaseRegistry: 'mirror.example.com',
		extraPartitionStart: '-50G',
		extraPartitionLabel: 'other',
		extraPartitionNumber: 6,
		skipDiskCleanup: true,
		shutdown: true,
		coreosInstallerArgs: ['--append-karg', 'a=1'],
		ignitionConfigOverride: '{"ignition":{"version":"3.2.0"},"storage":{"files":[{"path":"/a"}]}}',
	};

	test.each(carried)('honours the key %s', (key) => {
		expect(samples).toHaveProperty(key);
		expect(made({[key]: samples[key]})).not.toEqual(made());
	});

	test('carries what the document adds', () => {
		const bundle = openssl(
			'req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=test -days 1'.split(' '),
		);
		const ignition = made(
			{
				sshKey,
				additionalTrustBundle: bundle,
				networkConfig: {interfaces: [{name: 'on'}]},
				proxy: {httpsProxy: 'http://user:planted@proxy.example.com', noProxy: 'example.com'},
				imageDigestSources: [{source: 'quay.io/a', mirrors: ['mirror.example.com/a']}],
			},
			'#!/bin/sh\necho post\n',
		);
		expect(modes(ignition)).toMatchObject({
			'/etc/containers/registries.conf': 0o644,
			'/etc/pki/ca-trust/source/anchors/additional-trust-bundle.pem': 0o600,
			'/var/tmp/post.sh': 0o755,
			'/etc/ibi-console/proxy.env': 0o600,
		});
		expect(ignition.passwd.users).toEqual([{name: 'core', sshAuthorizedKeys: [sshKey]}]);
		expect(contentOf(ignition, '/var/tmp/post.sh')).toBe('#!/bin/sh\necho post\n');
		expect(contentOf(ignition, '/var/tmp/network-config.yaml')).toBe(
			"interfaces:\n  - name: 'on'\n",
		);
		expect(parse(contentOf(ignition, '/etc/ibi-console/proxy.env') ?? '', '\n')).toMatchObject({
			HTTPS_PROXY: '"http://user:planted@proxy.example.com"',
			https_proxy: '"http://user:planted@proxy.example.com"',
			NO_PROXY: '"example.com"',
			no_proxy: '"example.com"',
		});
		expect(ignition.systemd.units.map(({name}) => name)).toEqual([
			'network-config.service',
			'ibi-console.service',
		]);
	});
});

describe('an override', () => {
	const override = (change: object) =>
		made(
			{ignitionConfigOverride: JSON.stringify({ignition: {version: '3.1.0'}, ...change})},
			'from the document',
		);

	test('adds files, users and units', () => {
		const ignition = override({
			storage: {
				files: [{path: '/etc/motd', contents: {source: 'data:,hello'}}],
				directories: [{path: '/a'}],
			},
			passwd: {users: [{name: 'tester'}, {name: 'core', shell: '/bin/zsh'}]},
			systemd: {units: [{name: 'more.service', enabled: true}]},
		});
		expect(modes(ignition)).toHaveProperty(['/etc/motd']);
		expect(ignition.storage).toHaveProperty('directories', [{path: '/a'}]);
		expect(ignition.passwd.users).toEqual([
			{name: 'core', sshAuthorizedKeys: [], shell: '/bin/zsh'},
			{name: 'tester'},
		]);
		expect(ignition.systemd.units.map(({name}) => name)).toEqual([
			'more.service',
			'ibi-console.service',
		]);
	});

	test('replaces what the engineer may decide, as post.sh', () => {
		const ignition = override({
			storage: {files: [{path: '/var/tmp/post.sh', mode: 448, contents: {source: 'data:,mine'}}]},
		});
		expect(ignition.storage.files.find(({path}) => path === '/var/tmp/post.sh')).toMatchObject({
			mode: 448,
			contents: {source: 'data:,mine'},
		});
	});

	test('replaces nothing that the installer depends on, not even in part', () => {
		const ignition = override({
			storage: {
				files: [
					{
						path: '/var/tmp/pull-secret.json',
						mode: 511,
						contents: {source: 'data:,evil', compression: 'gzip'},
					},
				],
			},
			systemd: {units: [{name: 'ibi-console.service', enabled: false, mask: true}]},
		});
		const entries = ignition.storage.files.filter(({path}) => path === '/var/tmp/pull-secret.json');
		expect(entries.length).toBe(1);
		expect(entries[0]).toMatchObject({mode: 0o600});
		expect(entries[0]?.contents).not.toHaveProperty('compression');
		expect(contentOf(ignition, '/var/tmp/pull-secret.json')).toBe(`${pullSecret}\n`);
		expect(ignition.systemd.units).toEqual(program.units);
	});

	test.each([
		['3.1.0', '3.2.0'],
		['3.4.0', '3.4.0'],
		['3.10.0', '3.10.0'],
	])('of version %s makes the whole %s', (version, whole) => {
		const ignitionConfigOverride = JSON.stringify({ignition: {version, timeouts: {httpTotal: 9}}});
		expect(made({ignitionConfigOverride}).ignition).toEqual({
			version: whole,
			timeouts: {httpTotal: 9},
		});
	});
});

test('mirrors become tables: equal sources in one, blocked where the source is never contacted', () => {
	const text = registriesConf([
		{source: 'quay.io/a', mirrors: ['m1.example.com/a', 'm2.example.com/a']},
		{source: 'quay.io/none', mirrors: []},
		{source: 'quay.io/b', mirrors: ['m1.example.com/b'], sourcePolicy: 'NeverContactSource'},
		{
			source: 'quay.io/a',
			mirrors: ['m2.example.com/a', 'm3.example.com/a'],
			sourcePolicy: 'AllowContactingSource',
		},
	]);
	expect(text).toBe(
		[
			'credential-helpers = []',
			'short-name-mode = ""',
			'unqualified-search-registries = []',
			'',
			'[[registry]]',
			'  prefix = ""',
			'  location = "quay.io/a"',
			'  mirror-by-digest-only = true',
			...['m1', 'm2', 'm3'].flatMap((mirror) => [
				'',
				'  [[registry.mirror]]',
				`    location = "${mirror}.example.com/a"`,
			]),
			'',
			'[[registry]]',
			'  prefix = ""',
			'  location = "quay.io/b"',
			'  mirror-by-digest-only = true',
			'  blocked = true',
			'',
			'  [[registry.mirror]]',
			'    location = "m1.example.com/b"',
			'',
		].join('\n'),
	);
});
