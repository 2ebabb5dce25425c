import {execFileSync} from 'node:child_process';
import {readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {SeedInfo} from '../../src/seed/info.ts';
import {readSeed} from '../../src/seed/read.ts';
import {findSeedSource} from '../../src/seed/source.ts';
import {realSystem} from '../../src/system/real.ts';
import * as oci from '../helpers/oci-layout.ts';

const system = realSystem(process.env);
const {signal} = new AbortController();

let layout: string;

beforeEach(() => {
	layout = oci.newLayout();
});

afterEach(() => rmSync(layout, {recursive: true}));

const read = async (text: string, architecture = 'amd64'): Promise<SeedInfo> =>
	readSeed(system, await findSeedSource(system, text), architecture, signal);

/** As `tar` and as skopeo write it. */
const archive = (...options: readonly string[]): string => {
	const path = `${layout}/seed.tar`;
	execFileSync('tar', [...options, '-cf', path, '-C', layout, '--exclude=./seed.tar', '.']);
	return path;
};

describe('a seed in an OCI directory', () => {
	test('is told by its manifest, config and labels', async () => {
		const manifest = oci.addSeed(layout);
		oci.writeIndex(layout, [oci.named(manifest, 'v1')]);
		const info = await read(`oci:${layout}:v1`);
		expect(info).toEqual({
			source: {kind: 'oci-directory', path: layout, reference: 'v1'},
			digest: manifest.digest,
			architecture: 'amd64',
			formatVersion: '4',
			created: '2026-02-03T04:05:06Z',
			config: {
				digest: expect.stringMatching(/^sha256:/),
				sizeBytes: expect.any(Number),
				mediaType: oci.mediaTypes.config,
			},
			layers: [
				{
					digest: expect.stringMatching(/^sha256:/),
					sizeBytes: expect.any(Number),
					mediaType: oci.mediaTypes.layer,
				},
			],
			diffIds: [oci.digestOf(Buffer.alloc(10_240))],
			cluster: {
				seedClusterOcpVersion: '4.18.0',
				releaseRegistry: 'quay.io',
				isMirrorRegistryConfigured: false,
				containerStorageMountpointTarget: '/dev/disk/by-partlabel/var-lib-containers',
				recertImagePullSpec: 'quay.io/edge/recert:v1',
				baseDomain: 'example.com',
				clusterName: 'seed',
				hasProxy: false,
				hasFips: true,
				hostname: 'seed',
				nodeIps: ['192.0.2.10'],
				machineNetworks: [],
				clusterNetworks: [],
				serviceNetworks: [],
				trustBundle: {hasUserBundle: false},
			},
		});
	});

	test('needs no reference when it is the only image', async () => {
		const manifest = oci.addSeed(layout);
		oci.writeIndex(layout, [manifest]);
		expect((await read(layout)).digest).toBe(manifest.digest);
	});

	test('without labels has neither format nor cluster', async () => {
		oci.writeIndex(layout, [oci.addSeed(layout, {labels: {}})]);
		const info = await read(layout);
		expect(info).not.toHaveProperty('formatVersion');
		expect(info).not.toHaveProperty('cluster');
	});

	test('made for several architectures gives that of this host', async () => {
		const [amd64, arm64] = ['amd64', 'arm64'].map((architecture) =>
			oci.forPlatform(oci.addSeed(layout, {architecture}), architecture),
		);
		oci.writeIndex(layout, [oci.named(oci.addIndex(layout, [amd64, arm64] as oci.Entry[]), 'v1')]);
		expect(await read(`oci:${layout}:v1`, 'arm64')).toMatchObject({
			architecture: 'arm64',
			digest: arm64?.digest,
		});
		await expect(read(`oci:${layout}:v1`, 's390x')).rejects.toThrow(
			`Reading the seed image ${layout}:v1: it has no variant for s390x, only for amd64, arm64.`,
		);
	});

	test('of another architecture that stands alone is told as what it is', async () => {
		oci.writeIndex(layout, [oci.addSeed(layout, {architecture: 'arm64'})]);
		expect((await read(layout, 'amd64')).architecture).toBe('arm64');
	});

	test('must be named among several', async () => {
		const one = oci.named(oci.addSeed(layout, {created: '2026-01-01T00:00:00Z'}), 'one');
		const two = oci.named(oci.addSeed(layout), 'two');
		oci.writeIndex(layout, [one, two]);
		expect((await read(`oci:${layout}:two`)).digest).toBe(two.digest);
		await expect(read(layout)).rejects.toThrow(
			`${layout}: it holds several images (named are: one, two); name one after a colon.`,
		);
		await expect(read(`oci:${layout}:three`)).rejects.toThrow(
			`${layout}:three: it has no image named three (named are: one, two).`,
		);
	});

	test.each(['manifest', 'config'])('with a changed %s is refused', async (which) => {
		const manifest = oci.addSeed(layout);
		oci.writeIndex(layout, [manifest]);
		const {config} = JSON.parse(readFileSync(oci.blobFile(layout, manifest.digest), 'utf8'));
		const changed = which === 'manifest' ? manifest.digest : config.digest;
		const path = oci.blobFile(layout, changed);
		writeFileSync(path, `${readFileSync(path, 'utf8')} `);
		await expect(read(layout)).rejects.toMatchObject({
			code: 'SEED_DIGEST_MISMATCH',
			message: expect.stringContaining(`but ${changed} was asked for`),
		});
	});

	test('whose index points outside is refused', async () => {
		const manifest = oci.addSeed(layout);
		oci.writeIndex(layout, [{...manifest, digest: 'sha256:../../../../etc/passwd'}]);
		await expect(read(layout)).rejects.toMatchObject({code: 'SEED_UNREADABLE'});
	});

	test('with a label that is no manifest of a seed is refused, not taken for an old one', async () => {
		const labels = {'com.openshift.lifecycle-agent.seed_cluster_info': '{"base_domain":"x"}'};
		oci.writeIndex(layout, [oci.addSeed(layout, {labels})]);
		await expect(read(layout)).rejects.toThrow(
			'its label com.openshift.lifecycle-agent.seed_cluster_info is not the manifest of a seed',
		);
	});

	test.each([
		['no index', () => rmSync(`${layout}/index.json`), 'the directory has no index.json'],
		[
			'an index that is no JSON',
			() => writeFileSync(`${layout}/index.json`, 'x'),
			'its index.json is not one of an OCI image',
		],
		['no image', () => oci.writeIndex(layout, []), 'it holds no image (named are: none)'],
	])('with %s is refused', async (_what, spoil, why) => {
		oci.writeIndex(layout, [oci.addSeed(layout)]);
		spoil();
		await expect(read(layout)).rejects.toThrow(why);
	});
});

describe('a seed in an OCI archive', () => {
	test.each(['--format=pax', '--format=ustar', '--format=gnu'])(
		'written with %s is read without unpacking it',
		async (format) => {
			const manifest = oci.addSeed(layout);
			oci.writeIndex(layout, [oci.named(manifest, 'v1')]);
			const path = archive(format);
			expect(await read(`oci-archive:${path}:v1`)).toMatchObject({
				digest: manifest.digest,
				source: {kind: 'oci-archive', path, reference: 'v1'},
				cluster: {seedClusterOcpVersion: '4.18.0'},
			});
		},
	);

	test('written by skopeo is read', async () => {
		const manifest = oci.addSeed(layout);
		oci.writeIndex(layout, [oci.named(manifest, 'v1')]);
		const path = `${layout}/skopeo.tar`;
		execFileSync('skopeo', ['copy', '--quiet', `oci:${layout}:v1`, `oci-archive:${path}:v1`]);
		expect((await read(path)).digest).toBe(manifest.digest);
	});

	test('reads some kilobytes of it however large its layers are', async () => {
		const layer = oci.addBlob(layout, oci.mediaTypes.layer, Buffer.alloc(3_000_000, 7));
		oci.writeIndex(layout, [oci.addSeed(layout, {layers: [layer]})]);
		const path = archive();
		let readBytes = 0;
		const counting = {
			...system,
			files: {
				...system.files,
				readStream: (file: string, range?: {offsetBytes: number; lengthBytes: number}) => {
					readBytes += range?.lengthBytes ?? Number.POSITIVE_INFINITY;
					return system.files.readStream(file, range);
				},
			},
		};
		await readSeed(counting, {kind: 'oci-archive', path}, 'amd64', signal);
		expect(readBytes).toBeLessThan(50_000);
	});

	test('that was cut short is refused', async () => {
		oci.writeIndex(layout, [oci.addSeed(layout)]);
		const path = archive();
		truncateSync(path, 6_000);
		await expect(read(path)).rejects.toMatchObject({code: 'SEED_UNREADABLE'});
	});

	test('that is compressed, or no archive at all, is refused', async () => {
		oci.writeIndex(layout, [oci.addSeed(layout)]);
		const path = `${layout}/seed.tgz`;
		execFileSync('tar', ['-czf', path, '-C', layout, 'index.json', 'blobs']);
		await expect(read(path)).rejects.toThrow('it is no tar file (a compressed one must be');
		writeFileSync(path, 'x'.repeat(4096));
		await expect(read(path)).rejects.toThrow('it is no tar file');
	});

	test('stops when asked to', async () => {
		oci.writeIndex(layout, [oci.addSeed(layout)]);
		const source = {kind: 'oci-archive', path: archive()} as const;
		await expect(readSeed(system, source, 'amd64', AbortSignal.abort())).rejects.toMatchObject({
			code: 'CANCELLED',
		});
	});
});

test('a path at which nothing is gives the path', async () => {
	const path = `${layout}/none`;
	await expect(read(path)).rejects.toMatchObject({
		code: 'SEED_SOURCE_INVALID',
		message: `Reading the name of the seed image ${path}: nothing is at that path.`,
	});
});
