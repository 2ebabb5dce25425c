import {createHash} from 'node:crypto';
import {gzipSync, zstdCompressSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {InstallError} from '../../src/errors.ts';
import {type Layer, unpackLayer} from '../../src/seed/restore-layer.ts';
import {layerOf, type MadeLayer, sha256, tarOf} from './make-layer.ts';

async function* stream(bytes: Buffer): AsyncGenerator<Uint8Array, void> {
	for (let start = 0; start < bytes.length; start += 4096) {
		yield bytes.subarray(start, start + 4096);
	}
}

const random = createHash('shake256', {outputLength: 50_000}).update('seed').digest();
const made = layerOf([
	{path: 'a', content: 'A'},
	{path: 'b', content: random},
]);

const layer = ({blob, diffId, bytes}: MadeLayer, changes: Partial<Layer> = {}): Layer => ({
	blob,
	diffId,
	open: async () => stream(bytes),
	...changes,
});

type Unpacked = {readonly names: readonly string[]; readonly progress: readonly number[]};

const unpack = async (of: Layer, signal = new AbortController().signal): Promise<Unpacked> => {
	const names: string[] = [];
	const progress: number[] = [];
	await unpackLayer(of, {
		onMember: async ({name}) => {
			names.push(name);
		},
		progress: (done) => progress.push(done),
		signal,
	});
	return {names, progress};
};

test('a good layer gives all its members and counts its compressed bytes', async () => {
	const {names, progress} = await unpack(layer(made));
	expect(names).toEqual(['a', 'b']);
	expect(progress.at(-1)).toBe(made.bytes.length);
});

const tar = tarOf([{path: 'a', content: 'A'}]);

test.each([
	['application/vnd.oci.image.layer.v1.tar', tar],
	['application/vnd.oci.image.layer.v1.tar+zstd', zstdCompressSync(tar)],
	['application/vnd.docker.image.rootfs.diff.tar.gzip', gzipSync(tar)],
])('layers of type %s are read too', async (mediaType, bytes) => {
	const blob = {digest: sha256(bytes), sizeBytes: bytes.length, mediaType};
	const {names} = await unpack(layer({blob, bytes, diffId: sha256(tar)}));
	expect(names).toEqual(['a']);
});

test('other bytes than the manifest names are refused, however well they unpack', async () => {
	const other = layerOf([{path: 'a', content: 'B'}]);
	const swapped = layer(made, {
		blob: {...made.blob, sizeBytes: other.bytes.length},
		open: async () => stream(other.bytes),
	});
	await expect(unpack(swapped)).rejects.toMatchObject({
		code: 'SEED_CONTENT_MISMATCH',
		message: expect.stringContaining(other.blob.digest),
	});
});

test('plain content that is not that of the config is refused', async () => {
	await expect(unpack(layer(made, {diffId: sha256(Buffer.from('x'))}))).rejects.toMatchObject({
		code: 'SEED_CONTENT_MISMATCH',
		message: expect.stringContaining('plain content'),
	});
});

test('a config without a diff id for the layer is refused', async () => {
	await expect(unpack(layer(made, {diffId: ''}))).rejects.toMatchObject({
		code: 'SEED_CONTENT_MISMATCH',
	});
});

test.each([0, 10, 20_000])(
	'a layer that ends after %d bytes is told as truncated',
	async (length) => {
		const cut = layer(made, {open: async () => stream(made.bytes.subarray(0, length))});
		await expect(unpack(cut)).rejects.toMatchObject({
			code: 'SEED_LAYER_TRUNCATED',
			message: expect.stringContaining(`${length} of ${made.bytes.length} bytes`),
		});
	},
);

test('one flipped bit is told by digest, although gunzip stumbles over it first', async () => {
	const flipped = Buffer.from(made.bytes);
	flipped[20_000] = (flipped[20_000] ?? 0) ^ 1;
	const damaged = layer(made, {open: async () => stream(flipped)});
	await expect(unpack(damaged)).rejects.toMatchObject({
		code: 'SEED_CONTENT_MISMATCH',
		message: expect.stringContaining(sha256(flipped)),
	});
});

test('a blob that is what the manifest says, but no archive, is unreadable', async () => {
	const bytes = gzipSync(Buffer.alloc(4096, 'z'));
	const blob = {...made.blob, digest: sha256(bytes), sizeBytes: bytes.length};
	const broken = layer(made, {blob, open: async () => stream(bytes)});
	await expect(unpack(broken)).rejects.toMatchObject({code: 'SEED_LAYER_UNREADABLE'});
});

test('a fault of the target is told as it is, whatever the blob is', async () => {
	const full = new InstallError('TARGET_FULL', {path: '/mnt'});
	const work = unpackLayer(layer(made), {
		onMember: async () => {
			throw full;
		},
		progress: () => {},
		signal: new AbortController().signal,
	});
	await expect(work).rejects.toBe(full);
});

test('a cancelled unpacking ends as cancelled', async () => {
	const controller = new AbortController();
	const work = unpackLayer(layer(made), {
		onMember: async () => controller.abort(),
		progress: () => {},
		signal: controller.signal,
	});
	await expect(work).rejects.toMatchObject({code: 'CANCELLED'});
});
