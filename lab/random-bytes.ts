/** Bytes that do not compress, the same on each machine: a cipher's key stream. Nothing secret about them. */
import {createCipheriv, createHash} from 'node:crypto';

export const bytesFrom = (seed: string, sizeBytes: number): Buffer => {
	const key = createHash('sha256').update(seed).digest();
	return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes));
};
