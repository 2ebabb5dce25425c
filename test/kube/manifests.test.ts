import {describe, expect, test} from 'vitest';
import {nameOf, readManifests} from '../../src/kube/manifests.ts';
import {wavesOf} from '../../src/kube/waves.ts';

const object = (kind: string, name: string, apiVersion = 'v1', metadata: object = {}) => ({
	apiVersion,
	kind,
	metadata: {name, ...metadata},
});

const file = (name: string, ...documents: readonly unknown[]) => ({
	name,
	text: documents.map((document) => JSON.stringify(document)).join('\n---\n'),
});

describe('manifests', () => {
	test('stand in the byte order of their files, whatever order they were listed in', () => {
		const {manifests} = readManifests([
			file('b.yaml', object('ConfigMap', 'b')),
			file('Z.json', object('ConfigMap', 'Z')),
			file('10.yml', object('ConfigMap', '10')),
			file('9.yaml', object('ConfigMap', '9')),
		]);
		expect(manifests.map(({name}) => name)).toEqual(['10', '9', 'Z', 'b']);
	});

	test.each([
		['a document', [object('ConfigMap', 'a')], ['f.yaml']],
		[
			'several documents',
			[object('ConfigMap', 'a'), object('ConfigMap', 'b')],
			['f.yaml, document 1', 'f.yaml, document 2'],
		],
		['an empty document between', [object('ConfigMap', 'a'), null], ['f.yaml, document 1']],
		[
			'a list',
			[{kind: 'List', apiVersion: 'v1', items: [object('ConfigMap', 'a'), object('Secret', 'b')]}],
			['f.yaml, item 1', 'f.yaml, item 2'],
		],
		['a list of nothing', [{kind: 'List', apiVersion: 'v1', items: []}], []],
	])('of %s are told by their places', (_, documents, places) => {
		const reading = readManifests([file('f.yaml', ...documents)]);
		expect(reading.manifests.map(({place}) => place)).toEqual(places);
		expect(reading.faults).toEqual([]);
	});

	test.each([
		['no kind', {apiVersion: 'v1', metadata: {name: 'a'}}, /apiVersion, kind and metadata.name/],
		['no name', {apiVersion: 'v1', kind: 'ConfigMap', metadata: {}}, /apiVersion, kind and/],
		['a text', 'words', /it is no object/],
		[
			'another way to apply',
			object('ConfigMap', 'a', 'v1', {annotations: {'lca.openshift.io/apply-type': 'patch'}}),
			/apply-type must be replace or merge/,
		],
	])('with %s are refused', (_, document, expected) => {
		const {faults} = readManifests([file('f.json', document)]);
		expect(faults).toEqual([expect.stringMatching(expected)]);
	});

	test('never show what stands in a broken file', () => {
		const {faults} = readManifests([{name: 'f.yaml', text: 'password: "planted\n  - ['}]);
		expect(faults).toHaveLength(1);
		expect(faults.join()).not.toContain('planted');
	});

	test('lose the annotation that says how they are applied, and no other', () => {
		const annotations = {'lca.openshift.io/apply-type': 'merge', keep: 'me'};
		const [manifest] = readManifests([
			file('f.json', object('ConfigMap', 'a', 'v1', {annotations, namespace: 'site'})),
		]).manifests;
		expect(manifest).toMatchObject({
			applyType: 'merge',
			namespace: 'site',
			object: {metadata: {annotations: {keep: 'me'}}},
		});
		expect(JSON.stringify(manifest?.object)).not.toContain('apply-type');
		expect(manifest && nameOf(manifest)).toBe('ConfigMap site/a');
	});
});

describe('waves', () => {
	const wavesOfFiles = (...objects: readonly object[]) =>
		wavesOf(
			readManifests(objects.map((entry, index) => file(`${index}.json`, entry))).manifests,
		).map(({name, groups}) => [
			name,
			groups.map((group) => group.map((manifest) => manifest.name)),
		]);
	const crd = (name: string) => object('CustomResourceDefinition', name, 'apiextensions.k8s.io/v1');

	test('begin with namespaces, then definitions, then the rest', () => {
		expect(
			wavesOfFiles(
				object('Widget', 'w', 'lab/v1'),
				crd('d'),
				object('ConfigMap', 'c'),
				object('Namespace', 'n'),
			),
		).toEqual([
			['namespaces', [['n']]],
			['definitions', [['d']]],
			['objects', [['w'], ['c']]],
		]);
	});

	test('hold only what is there', () => {
		expect(wavesOfFiles()).toEqual([]);
		expect(wavesOfFiles(object('ConfigMap', 'a'))).toEqual([['objects', [['a']]]]);
	});

	test('take neighbours of one kind together, and an object only once', () => {
		expect(
			wavesOfFiles(
				object('ConfigMap', 'a'),
				object('ConfigMap', 'b'),
				object('ConfigMap', 'a'),
				object('Secret', 'a'),
				object('ConfigMap', 'c'),
			),
		).toEqual([['objects', [['a', 'b'], ['a'], ['a'], ['c']]]]);
	});

	test('do not take a Namespace of another group for one', () => {
		expect(wavesOfFiles(object('Namespace', 'n', 'lab/v1'))).toEqual([['objects', [['n']]]]);
	});
});
