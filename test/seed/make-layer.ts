/** Layers of seeds made in memory: good ones, and ones that nobody should trust. */
import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {Header} from 'tar';
import type {BlobInfo} from '../../src/seed/info.ts';

export type MadeMember = {
	readonly path: string;
	readonly content?: string | Buffer;
	readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link';
	readonly linkpath?: string;
	readonly mode?: number;
};

export const tarOf = (members: readonly MadeMember[]): Buffer =>
	Buffer.concat([...members.flatMap(memberBlocks), Buffer.alloc(1024)]);

const memberBlocks = ({
	path,
	content = '',
	type = 'File',
	linkpath,
	mode = 0o644,
}: MadeMember): readonly Buffer[] => {
	const body = Buffer.from(content);
	const header = new Header({path, type, mode, size: body.length, ...(linkpath && {linkpath})});
	header.encode();
	const padding = Buffer.alloc((512 - (body.length % 512)) % 512);
	return [header.block ?? Buffer.alloc(512), body, padding];
};

export type MadeLayer = {
	readonly blob: BlobInfo;
	readonly diffId: string;
	readonly bytes: Buffer;
};

export const layerOf = (members: readonly MadeMember[]): MadeLayer => {
	const tar = tarOf(members);
	const bytes = gzipSync(tar);
	return {bytes, blob: blobOf(bytes), diffId: sha256(tar)};
};

export const sha256 = (bytes: Buffer): string =>
	`sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const blobOf = (bytes: Buffer): BlobInfo => ({
	digest: sha256(bytes),
	sizeBytes: bytes.length,
	mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
});

/** A gzip-compressed archive with one small object, as a seed's `ostree.tgz`. */
export const repositoryArchive = gzipSync(
	tarOf([{path: './objects/00/1.file', content: 'object'}]),
);

export const seedMembers: readonly MadeMember[] = [
	{path: 'containers.list', content: 'quay.io/a:b'},
	{path: 'etc.deletions', content: ''},
	{path: 'etc.tgz', content: 'etc'},
	{path: 'lca-cli', content: 'program', mode: 0o777},
	{path: 'manifest.json', content: '{}', mode: 0o600},
	{path: 'mco-currentconfig.json', content: '{}'},
	{path: 'ostree-abc.0.origin', content: '[origin]', mode: 0o644},
	{path: 'ostree.tgz', content: repositoryArchive},
	{path: 'recert_config.json', content: '{"secret": 1}'},
	{path: 'rpm-ostree.json', content: '{}'},
	{path: 'var.tgz', content: 'var'},
];

/** Layers in an OCI layout directory. */
export const writeBlobs = (layers: readonly MadeLayer[]): string => {
	const layout = mkdtempSync(join(tmpdir(), 'ibi-blobs-'));
	mkdirSync(join(layout, 'blobs/sha256'), {recursive: true});
	for (const {blob, bytes} of layers) {
		writeFileSync(join(layout, 'blobs', blob.digest.replace(':', '/')), bytes);
	}
	return layout;
};
