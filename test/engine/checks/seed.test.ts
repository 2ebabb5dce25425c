import {describe, expect, test} from 'vitest';
import {examineAll} from '../../../src/engine/checks/index.ts';
import type {SeedInfo} from '../../../src/seed/info.ts';
import {cluster, findingOf, goodSeed, subject, verdictOf} from './subject.ts';

/** Seeds from before the label. */
const oldSeed = (): SeedInfo => {
	const {cluster: _absent, ...rest} = goodSeed;
	return rest;
};

const findingFor = (id: string, seed: SeedInfo) =>
	examineAll({...subject(), seed}).find((finding) => finding.id === id);

describe('seed-format', () => {
	test.each(['3', '5', '04', ' 4'])('%j fails', (formatVersion) => {
		expect(verdictOf('seed-format', {seed: {formatVersion}})).toMatchObject({
			kind: 'failed',
			found: `format ${formatVersion}`,
			needed: 'format 4',
		});
	});

	test('fails without the label', () => {
		const {formatVersion: _absent, ...seed} = goodSeed;
		expect(findingFor('seed-format', seed)).toMatchObject({
			severity: 'blocker',
			verdict: {kind: 'failed', found: 'no format label'},
		});
	});
});

describe('seed-version', () => {
	test.each(['4.18.0 ', '4.18', '4.18.0-rc.1', 'v4.18.0'])(
		'that was given as %j fails',
		(seedVersion) => {
			expect(verdictOf('seed-version', {settings: {seedVersion}})).toMatchObject({
				kind: 'failed',
				found: '4.18.0',
				needed: `${seedVersion} (seedVersion)`,
			});
		},
	);

	test('is unknown while nobody gave it, and blocks', () => {
		const given = subject();
		const {seedVersion: _absent, ...config} = given.config;
		const finding = examineAll({...given, config}).find(({id}) => id === 'seed-version');
		expect(finding).toMatchObject({severity: 'blocker', verdict: {kind: 'unknown'}});
	});

	test('of an old seed is unknown and only warns: it is checked again later', () => {
		expect(findingFor('seed-version', oldSeed())).toMatchObject({
			severity: 'warning',
			verdict: {kind: 'unknown'},
		});
	});
});

describe('seed-architecture', () => {
	test('fails for another one than that of the host', () => {
		expect(verdictOf('seed-architecture', {seed: {architecture: 'arm64'}})).toMatchObject({
			kind: 'failed',
			found: 'arm64',
			needed: 'amd64, as this host',
		});
	});
});

describe('seed-storage-label', () => {
	test.each(['/dev/vdb', '/dev/disk/by-partlabel/varlibcontainers'])(
		'fails for a seed that mounts %s',
		(containerStorageMountpointTarget) => {
			const seed = {cluster: {...cluster, containerStorageMountpointTarget}};
			expect(findingOf('seed-storage-label', {seed})).toMatchObject({
				severity: 'blocker',
				verdict: {
					kind: 'failed',
					found: `the seed mounts ${containerStorageMountpointTarget}`,
					needed: '/dev/disk/by-partlabel/var-lib-containers (extraPartitionLabel)',
				},
			});
		},
	);

	test('passes for the label that was set to fit', () => {
		const seed = {
			cluster: {
				...cluster,
				containerStorageMountpointTarget: '/dev/disk/by-partlabel/varlibcontainers',
			},
		};
		const settings = {extraPartitionLabel: 'varlibcontainers'};
		expect(verdictOf('seed-storage-label', {seed, settings}).kind).toBe('passed');
	});

	test('of an old seed is unknown and only warns', () => {
		const {containerStorageMountpointTarget: _absent, ...older} = cluster;
		for (const seed of [oldSeed(), {...goodSeed, cluster: older}]) {
			expect(findingFor('seed-storage-label', seed)).toMatchObject({
				severity: 'warning',
				verdict: {kind: 'unknown'},
			});
		}
	});
});

describe('auth-file', () => {
	test('fails where the registry was asked without a pull secret, and only warns', () => {
		const seed = {source: {kind: 'registry', image: 'quay.io/a/seed:1'}} as const;
		expect(findingOf('auth-file', {seed})).toMatchObject({
			severity: 'warning',
			verdict: {kind: 'failed'},
		});
	});

	test('passes for a seed in a directory', () => {
		const seed = {source: {kind: 'oci-directory', path: '/mnt/seed'}} as const;
		expect(verdictOf('auth-file', {seed}).kind).toBe('passed');
	});
});

describe('seed-layers', () => {
	const [layer] = goodSeed.layers;
	const digest = `sha256:${'3'.repeat(64)}`;
	const withType = (mediaType: string) => ({layers: layer ? [{...layer, mediaType}] : []});

	test.each([
		'application/vnd.oci.image.layer.v1.tar',
		'application/vnd.oci.image.layer.v1.tar+zstd',
		'application/vnd.docker.image.rootfs.diff.tar.gzip',
	])('passes %s', (mediaType) => {
		expect(verdictOf('seed-layers', {seed: withType(mediaType)})).toEqual({
			kind: 'passed',
			found: '1 layer, 1.5 GB to fetch',
		});
	});

	test.each([
		'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
		'application/vnd.oci.image.layer.v1.tar+gzip+encrypted',
		'application/vnd.oci.image.layer.v1.tar+xz',
	])('fails for %s', (mediaType) => {
		expect(verdictOf('seed-layers', {seed: withType(mediaType)})).toMatchObject({
			kind: 'failed',
			found: `layers of type ${mediaType}`,
		});
	});

	test('fails for an image without layers, or with a digest too few', () => {
		expect(verdictOf('seed-layers', {seed: {layers: [], diffIds: []}}).kind).toBe('failed');
		expect(verdictOf('seed-layers', {seed: {diffIds: [digest, digest]}}).kind).toBe('failed');
	});
});
