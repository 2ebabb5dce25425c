/**
 * A tar file written piece by piece (POSIX ustar; short names, plain members only), each piece compressed by itself: a
 * chain of gzip members is a gzip file (RFC 1952, 2.2), and so the size of each is known before it is written.
 */
import {constants, gzipSync} from 'node:zlib';
import {Header} from 'tar';

const blockBytes = 512;

/** Compressed. */
export const memberOf = (path: string, content: Uint8Array, madeAt: Date): Buffer => {
	const head = Buffer.alloc(blockBytes);
	new Header({
		path,
		mode: 0o600,
		size: content.byteLength,
		mtime: madeAt,
		type: 'File',
		uid: 0,
		gid: 0,
	}).encode(head, 0);
	const padding = (blockBytes - (content.byteLength % blockBytes)) % blockBytes;
	return compressed(Buffer.concat([head, content, Buffer.alloc(padding)]));
};

/** Compressed. */
export const endOfArchive = (): Buffer => compressed(Buffer.alloc(2 * blockBytes));

const compressed = (bytes: Uint8Array): Buffer =>
	gzipSync(bytes, {level: constants.Z_BEST_COMPRESSION});
