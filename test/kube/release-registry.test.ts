import {describe, expect, test} from 'vitest';
import {
	mirroredRegistries,
	mustOverride,
	reasonToLeave,
	registryPatch,
} from '../../src/kube/release-registry.ts';

const question = {
	seedRegistry: 'quay.io',
	siteRegistry: 'mirror.example.com',
	hadSeedMirrors: false,
	mirrored: [] as readonly string[],
};

describe('whether the release registry is overridden', () => {
	test.each([
		['no mirrors, and the seed had some', {hadSeedMirrors: true}, true],
		['no mirrors, and the seed had none', {hadSeedMirrors: false}, false],
		['mirrors of the registry of the seed', {mirrored: ['docker.io', 'quay.io']}, false],
		[
			'mirrors of others, and the seed had some',
			{mirrored: ['docker.io'], hadSeedMirrors: true},
			true,
		],
		['mirrors of others, and the seed had none', {mirrored: ['docker.io']}, true],
	])('with %s', (_, changes, expected) => {
		expect(mustOverride({...question, ...changes})).toBe(expected);
	});

	test.each([
		['the site names none', {siteRegistry: ''}, 'the site names no release registry'],
		['the seed knows none', {seedRegistry: ''}, 'the site names no release registry'],
		[
			'both are the same',
			{siteRegistry: 'quay.io', hadSeedMirrors: true},
			'the seed has its release from quay.io already',
		],
		[
			'a mirror leads there',
			{mirrored: ['quay.io']},
			'the mirrors of the cluster lead to the release',
		],
		['it is to be done', {hadSeedMirrors: true}, undefined],
	])('is told when %s', (_, changes, expected) => {
		expect(reasonToLeave({...question, ...changes})).toBe(expected);
	});
});

test('the registries that are mirrored are those of the sources, of both kinds', () => {
	expect(
		mirroredRegistries([
			{spec: {repositoryDigestMirrors: [{source: 'quay.io/a', mirrors: ['m/a']}]}},
			{
				spec: {
					imageDigestMirrors: [{source: 'registry.example.com:5000'}, {source: 'quay.io/b/c'}],
				},
			},
			{spec: {}},
			{},
		]),
	).toEqual(['quay.io', 'registry.example.com:5000']);
});

describe('the patch of the version operator', () => {
	const deployment = (image: string, args?: readonly string[]) => ({
		spec: {
			template: {
				spec: {
					containers: [
						{name: 'cvo', image, args},
						{name: 'other', image},
					],
				},
			},
		},
	});

	test('moves image and release argument of the first container', () => {
		const found = deployment('quay.io/r@sha256:1', ['start', '--release-image=quay.io/r@sha256:1']);
		expect(registryPatch(found, 'quay.io', 'm:5000/ocp')).toEqual({
			spec: {
				template: {
					spec: {
						containers: [
							{
								name: 'cvo',
								image: 'm:5000/ocp/r@sha256:1',
								args: ['start', '--release-image=m:5000/ocp/r@sha256:1'],
							},
						],
					},
				},
			},
		});
	});

	test.each([
		['it was moved already', deployment('m/r', ['--release-image=m/r'])],
		['its registry only begins like that of the seed', deployment('quay.io.example.com/r')],
		['it has no container', {spec: {template: {spec: {containers: []}}}}],
	])('is none when %s', (_, found) => {
		expect(registryPatch(found, 'quay.io', 'm')).toBeUndefined();
	});
});
