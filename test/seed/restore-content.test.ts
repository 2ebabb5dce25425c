import {expect, test} from 'vitest';
import {
	bootedDeployment,
	deletionsOf,
	kernelArgumentsOf,
	originOf,
	seedManifest,
} from '../../src/seed/restore-content.ts';

const commit = 'a1'.repeat(32);
const other = 'b2'.repeat(32);

const status = (...deployments: readonly object[]): string => JSON.stringify({deployments});

test.each([`rhcos-${commit}.0`, `fedora-coreos-${commit}.0`, `a-b-c-${commit}.0`])(
	'commit and serial are the last piece of the id %s',
	(id) => {
		expect(bootedDeployment(status({id, booted: true}))).toEqual({commit, serial: '0'});
	},
);

test('the booted deployment counts, not the first', () => {
	const text = status(
		{id: `rhcos-${other}.1`, booted: false},
		{id: `rhcos-${commit}.3`, booted: true},
	);
	expect(bootedDeployment(text)).toEqual({commit, serial: '3'});
});

test.each([
	status({id: `rhcos-${commit}.0`}),
	status(),
	status({id: 'rhcos', booted: true}),
	'{',
	'{}',
])('%s names no booted deployment', (text) => {
	expect(() => bootedDeployment(text)).toThrow(expect.objectContaining({code: 'SEED_INCOMPLETE'}));
});

const none = {append: [], delete: []};
const config = (spec: object): string => JSON.stringify({spec});

test('kernel arguments are exactly those of the MachineConfig, byte for byte', () => {
	const kernelArguments = ['a="b c"', '$HOME`id`', 'x<y&z>', "it's"];
	expect(kernelArgumentsOf(config({kernelArguments}), none)).toEqual(kernelArguments);
});

test('FIPS adds its pair, behind the others', () => {
	const text = config({kernelArguments: ['quiet'], fips: true});
	expect(kernelArgumentsOf(text, none)).toEqual(['quiet', 'fips=1', 'boot=LABEL=boot']);
});

test('a MachineConfig may have none', () => {
	expect(kernelArgumentsOf(config({kernelArguments: null, fips: null}), none)).toEqual([]);
	expect(kernelArgumentsOf(config({}), none)).toEqual([]);
});

test('arguments for coreos-installer are carried over: added at the end, deleted where they stand', () => {
	const text = config({kernelArguments: ['a', 'quiet', 'b=1']});
	const carried = {append: ['ip=dhcp'], delete: ['quiet', 'b']};
	expect(kernelArgumentsOf(text, carried)).toEqual(['a', 'b=1', 'ip=dhcp']);
});

test('the manifest tells version and release registry; older ones have less', () => {
	expect(seedManifest('{"seed_cluster_ocp_version": "4.18.9"}')).toEqual({
		version: '4.18.9',
		releaseRegistry: '',
		isMirrorConfigured: false,
	});
	expect(() => seedManifest('{"base_domain": "x"}')).toThrow(
		expect.objectContaining({code: 'SEED_INCOMPLETE'}),
	);
});

test('deletions are paths below /etc; spaces and empty lines mean nothing', () => {
	expect(deletionsOf('/etc/a\n\n  /etc/b/c  \n/etc//d/./e\n')).toEqual([
		'etc/a',
		'etc/b/c',
		'etc/d/e',
	]);
});

test.each([
	'/usr/bin/sh',
	'etc/passwd',
	'/etc',
	'/etc/',
	'/',
	'/etc/../usr/x',
	'/etc/a/../../b',
	'/etc/..',
	'/etcetera/x',
	'/etc/a/..',
])('the deletion of %s is refused, and with it all others', (line) => {
	expect(() => deletionsOf(`/etc/good\n${line}\n`)).toThrow(
		expect.objectContaining({code: 'DELETION_REFUSED'}),
	);
});

const booted = {commit, serial: '0'};

test.each([
	['the exact name', [`ostree-${other}.0.origin`, `ostree-${commit}.0.origin`], 1],
	['another serial of the commit', [`ostree-${other}.0.origin`, `ostree-${commit}.1.origin`], 1],
	['the only one there is', ['manifest.json', 'ostree-coreos.origin'], 1],
])('the origin is %s', (_, names, index) => {
	expect(originOf(names, booted)).toBe(names[index]);
});

test('of several origins for other commits none is guessed', () => {
	expect(originOf(['ostree-x.origin', 'ostree-y.origin'], booted)).toBeUndefined();
	expect(originOf(['ostree.tgz'], booted)).toBeUndefined();
});
