import {expect, test} from 'vitest';
import {
	imageNames,
	needsRewrite,
	type RewriteRule,
	registryHostsOf,
} from '../../src/seed/image-names.ts';

const rule = (changes: Partial<RewriteRule> = {}): RewriteRule => ({
	releaseRegistry: 'mirror.lan:5000',
	seedReleaseRegistry: 'quay.io',
	isSeedMirrorConfigured: false,
	registryHosts: [],
	...changes,
});

test.each([
	['nobody has mirrors', {}, false],
	['the seed had mirrors, this host has none', {isSeedMirrorConfigured: true}, true],
	[
		'this host mirrors the release registry',
		{isSeedMirrorConfigured: true, registryHosts: ['quay.io']},
		false,
	],
	['this host mirrors another registry', {registryHosts: ['registry.redhat.io']}, true],
	['no release registry is set', {isSeedMirrorConfigured: true, releaseRegistry: ''}, false],
	['the seed names none', {isSeedMirrorConfigured: true, seedReleaseRegistry: ''}, false],
])('when %s', (_, changes, expected) => {
	expect(needsRewrite(rule(changes))).toBe(expected);
});

test('only the host is replaced, only of the release registry, and only a whole host', () => {
	const list = [
		'quay.io/openshift-release-dev/art@sha256:1',
		'registry.redhat.io/quay.io/x:1',
		'quay.io.evil.example/x:1',
		'quayXio/x:1',
		'',
		'  quay.io/a:b  ',
	].join('\n');
	expect(imageNames(list, rule({isSeedMirrorConfigured: true}))).toEqual([
		'mirror.lan:5000/openshift-release-dev/art@sha256:1',
		'registry.redhat.io/quay.io/x:1',
		'quay.io.evil.example/x:1',
		'quayXio/x:1',
		'mirror.lan:5000/a:b',
	]);
});

test('the same name twice is one image, also when it became the same by rewriting', () => {
	const list = 'quay.io/a:b\nquay.io/a:b\nmirror.lan:5000/a:b';
	expect(imageNames(list, rule())).toEqual(['quay.io/a:b', 'mirror.lan:5000/a:b']);
	expect(imageNames(list, rule({isSeedMirrorConfigured: true}))).toEqual(['mirror.lan:5000/a:b']);
});

test('hosts come from the locations of registries, not from those of their mirrors', () => {
	const conf = `
unqualified-search-registries = []
[[registry]]
  prefix = "ignored.example.com"
  location = "quay.io/openshift-release-dev"
  mirror-by-digest-only = true
  [[registry.mirror]]
    location = "mirror.lan:5000/ocp"
[[registry]] # another
location = 'registry.redhat.io'
[other]
location = "no.example.com"
`;
	expect(registryHostsOf(conf)).toEqual(['quay.io', 'registry.redhat.io']);
});
