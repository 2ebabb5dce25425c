import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {readInstallationConfig} from '../../src/config/schema.ts';
import {toProblem} from '../../src/errors.ts';
import {Secret} from '../../src/secret.ts';

const auth = Buffer.from('user:planted-passw0rd').toString('base64');
const pullSecret = JSON.stringify({auths: {'registry.example.com:5000': {auth}}});

const minimal = {
	apiVersion: 'v1beta1',
	kind: 'ImageBasedInstallationConfig',
	metadata: {name: 'site'},
	seedImage: 'registry.example.com:5000/seed:4.18.0',
	seedVersion: '4.18.0',
	installationDisk: '/dev/disk/by-id/wwn-0x5000c500a0000001',
	pullSecret,
};

const read = (document: object) => readInstallationConfig(JSON.stringify(document), 'site.yaml');

const faultOf = (change: object): string => {
	try {
		read({...minimal, ...change});
	} catch (error) {
		return toProblem(error).message.replace('Reading the configuration (site.yaml): ', '');
	}
	throw new Error('the document was accepted');
};

const certificate = (): string =>
	execFileSync(
		'openssl',
		[
			'req',
			'-x509',
			'-newkey',
			'rsa:2048',
			'-nodes',
			'-keyout',
			'/dev/null',
			'-subj',
			'/CN=test',
			'-days',
			'1',
		],
		{encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']},
	);

describe('an installation configuration', () => {
	test('of only the required keys gets the defaults, its pull secret sealed', () => {
		const config = read(minimal);
		expect(config).toMatchObject({
			extraPartitionStart: '-40G',
			extraPartitionLabel: 'var-lib-containers',
			extraPartitionNumber: 5,
			skipDiskCleanup: false,
			shutdown: false,
			coreosInstallerArgs: [],
			architecture: 'amd64',
		});
		expect(config.pullSecret).toBeInstanceOf(Secret);
		expect(config.pullSecret.reveal()).toBe(pullSecret);
		expect(JSON.stringify(config)).not.toContain(auth);
	});

	test('with every key is accepted', () => {
		const config = read({
			...minimal,
			sshKey: `ssh-ed25519 ${sshBlob('ssh-ed25519')} someone@example.com`,
			additionalTrustBundle: `${certificate()}\n${certificate()}`,
			networkConfig: {interfaces: [{name: 'eth0', type: 'ethernet', state: 'up'}]},
			imageDigestSources: [
				{
					source: 'quay.io/openshift-release-dev/ocp-release',
					mirrors: ['mirror.example.com:5000/ocp/release', 'mirror2.example.com'],
					sourcePolicy: 'NeverContactSource',
				},
			],
			proxy: {
				httpProxy: 'http://proxy.example.com:3128',
				httpsProxy: 'https://proxy.example.com:3129',
				noProxy: '.example.com, 192.0.2.0/24,2001:db8::1,localhost',
			},
			releaseRegistry: 'mirror.example.com:5000',
			coreosInstallerArgs: ['--save-partindex', '6'],
			ignitionConfigOverride: '{"ignition":{"version":"3.2.0"}}',
			architecture: 'arm64',
		});
		expect(config.proxy?.noProxy).toContain('localhost');
	});

	test('without its required keys names each of them', () => {
		expect(() => readInstallationConfig('{}', 'site.yaml')).toThrow(
			'Reading the configuration (site.yaml): seedImage is required; seedVersion is required; ' +
				'installationDisk is required; pullSecret is required.',
		);
	});

	test.each([
		[{precacheDisabled: true}, 'precacheDisabled has no place here; the host takes it from'],
		[{precacheBestEffort: true}, 'precacheBestEffort has no place here; the host takes it from'],
		[{useContainersFolder: true}, 'useContainersFolder has no place here; images are kept on'],
		[{allowBelowMinimums: true}, 'allowBelowMinimums has no place here; the host takes it from'],
		[{postScript: '/a'}, 'postScript has no place here; put the script beside this document'],
		[{pullSecretFile: '/a'}, 'pullSecretFile has no place here; give what is in the file'],
		[{precacheDisable: true}, 'precacheDisable is no known key; known are'],
	])('%j of another document is refused by its name', (change, fault) => {
		expect(faultOf(change)).toContain(fault);
	});

	test.each([
		[{kind: 'InstallConfig'}, 'kind: needed ImageBasedInstallationConfig.'],
		[
			{imageContentSources: []},
			'imageContentSources has no place here; say it as imageDigestSources.',
		],
		[{proxy: {}}, 'proxy: needed httpProxy or httpsProxy.'],
		[
			{proxy: {httpProxy: 'https://p'}},
			'proxy.httpProxy: needed a URL as http://proxy.example.com:3128.',
		],
		[{proxy: {httpsProxy: 'ftp://p'}}, 'proxy.httpsProxy: needed a URL with http or https.'],
		[
			{proxy: {httpProxy: 'http://p', noProxy: '*.example.com'}},
			'proxy.noProxy: needed * or IP addresses, CIDRs and domains without wildcards, with commas between.',
		],
		[
			{imageDigestSources: [{source: 'quay.io/a:tag', mirrors: ['m@sha256:00']}]},
			'imageDigestSources[0].source: needed a repository or host:port without tag and digest; ' +
				'imageDigestSources[0].mirrors[0]: needed a repository or host:port without tag and digest.',
		],
		[
			{coreosInstallerArgs: ['--save-partindex=6']},
			'coreosInstallerArgs[0]: needed one of --append-karg, --delete-karg, --save-partlabel, --save-partindex, its value as the next entry.',
		],
		[
			{coreosInstallerArgs: ['a b']},
			'coreosInstallerArgs[0]: found a character that is not accepted.',
		],
		[
			{ignitionConfigOverride: '{"ignition":{"version":"2.2.0"}}'},
			'ignitionConfigOverride: needed an Ignition configuration of version 3 as JSON text.',
		],
		[
			{sshKey: 'ssh-rsa AAAA'},
			'sshKey: needed SSH public keys, one a line, as "ssh-ed25519 AAAA… comment".',
		],
		[
			{additionalTrustBundle: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'},
			'additionalTrustBundle: needed certificates in PEM and nothing else.',
		],
		[{networkConfig: 'eth0'}, 'networkConfig: found a text, needed an nmstate configuration.'],
		[{architecture: 'x86_64'}, 'architecture: needed one of amd64, arm64.'],
		[
			{releaseRegistry: 'https://x y'},
			'releaseRegistry: needed a registry host as registry.example.com:5000, without a scheme.',
		],
	])('with %j is refused', (change, fault) => {
		expect(faultOf(change)).toBe(fault);
	});

	test.each([
		'not JSON planted-passw0rd',
		'{}',
		'{"auths":{}}',
		'{"auths":{"r":{"auth":"planted-passw0rd"}}}',
		'{"auths":{"r":{"password":"planted-passw0rd"}}}',
	])('with the pull secret %j is refused without repeating it', (secret) => {
		const fault = faultOf({pullSecret: secret});
		expect(fault).toBe(
			'pullSecret: needed a JSON text with auths, each entry with an auth (user:password in base64) or a credsStore.',
		);
	});
});

/** RFC 4253 6.6: length and name of the type, then the key. */
const sshBlob = (type: string): string => {
	const head = Buffer.alloc(4);
	head.writeUInt32BE(type.length);
	return Buffer.concat([head, Buffer.from(type), Buffer.alloc(36, 1)]).toString('base64');
};
