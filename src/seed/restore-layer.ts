/**
 * One layer of an image, unpacked and verified in one pass: the compressed bytes against the digest of the
 * manifest, the plain bytes against the diff id of the image config. Members are handed out before the digests
 * are known, so nothing may rely on them until this returns.
 */
import {createHash} from 'node:crypto';
import {pipeline} from 'node:stream/promises';
import {InstallError, isCancelled} from '../errors.ts';
import {type Compression, decompress} from '../system/decompress.ts';
import type {ByteStream} from '../system/types.ts';
import type {BlobInfo} from './info.ts';
import {type OnMember, readMembers} from './restore-members.ts';

export type Layer = {
	readonly blob: BlobInfo;
	readonly diffId: string;
	/** Called once, and once more when unpacking failed, to tell a damaged blob from another fault. */
	readonly open: () => Promise<ByteStream>;
};

export type LayerReports = {
	readonly onMember: OnMember;
	readonly progress: (doneBytes: number) => void;
	readonly signal: AbortSignal;
};

/** @throws InstallError SEED_LAYER_TRUNCATED, SEED_CONTENT_MISMATCH, SEED_LAYER_UNREADABLE, or of `onMember` */
export const unpackLayer = async (layer: Layer, reports: LayerReports): Promise<void> => {
	const compressed = meter(reports.progress);
	const plain = meter(() => {});
	try {
		await pipeline(
			// Whoever takes a member holds its pieces for a while.
			decompress(compressed.through(await layer.open()), compressionOf(layer.blob), 'for-ever'),
			(source: ByteStream) => readMembers(plain.through(source), reports.onMember),
			{signal: reports.signal},
		);
	} catch (error) {
		throw await explained(error, layer, reports.signal);
	}
	requireWhole(layer.blob, compressed);
	requireDigest(`the plain content of layer ${layer.blob.digest}`, layer.diffId, plain.digest());
};

type Meter = {
	readonly through: (source: ByteStream) => AsyncGenerator<Uint8Array, void>;
	readonly bytes: () => number;
	readonly digest: () => string;
};

const meter = (progress: (doneBytes: number) => void): Meter => {
	const hash = createHash('sha256');
	let bytes = 0;
	return {
		async *through(source) {
			for await (const chunk of source) {
				hash.update(chunk);
				bytes += chunk.byteLength;
				progress(bytes);
				yield chunk;
			}
		},
		bytes: () => bytes,
		digest: () => `sha256:${hash.digest('hex')}`,
	};
};

/** Media types of image-spec layer.md, and Docker's `…rootfs.diff.tar.gzip`. */
const compressionOf = ({mediaType}: BlobInfo): Compression => {
	if (/[.+]gzip$/.test(mediaType)) {
		return 'gzip';
	}
	return /[.+]zstd$/.test(mediaType) ? 'zstd' : 'none';
};

/** A damaged blob makes gunzip, tar or a program fail first; the digest tells what was really wrong. */
const explained = async (error: unknown, layer: Layer, signal: AbortSignal): Promise<unknown> => {
	if (signal.aborted || isCancelled(error)) {
		return error instanceof InstallError
			? error
			: new InstallError('CANCELLED', undefined, {cause: error});
	}
	if (error instanceof InstallError && !isDoubtful(error)) {
		return error;
	}
	const damage = await damageOf(layer);
	if (damage !== undefined) {
		return damage;
	}
	if (error instanceof InstallError) {
		return error;
	}
	const why = error instanceof Error ? error.message : String(error);
	return new InstallError(
		'SEED_LAYER_UNREADABLE',
		{digest: layer.blob.digest, why},
		{cause: error},
	);
};

const isDoubtful = ({code}: InstallError): boolean =>
	code === 'ARCHIVE_UNREADABLE' || code === 'SEED_MEMBER_REFUSED';

const damageOf = async ({blob, open}: Layer): Promise<unknown> => {
	const whole = meter(() => {});
	try {
		for await (const _ of whole.through(await open())) {
			// only counted
		}
		requireWhole(blob, whole);
		return undefined;
	} catch (damage) {
		return damage;
	}
};

const requireWhole = ({digest, sizeBytes}: BlobInfo, {bytes, digest: found}: Meter): void => {
	if (bytes() < sizeBytes) {
		throw new InstallError('SEED_LAYER_TRUNCATED', {digest, found: bytes(), needed: sizeBytes});
	}
	requireDigest(`the seed layer ${digest}`, digest, found());
};

const requireDigest = (what: string, expected: string, found: string): void => {
	if (found !== expected) {
		throw new InstallError('SEED_CONTENT_MISMATCH', {what, expected, found});
	}
};
