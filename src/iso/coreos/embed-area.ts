/**
 * The area of a CoreOS live ISO that carries its Ignition configuration: a compressed cpio archive with the
 * member `config.ign`, then zeros. Pure, except that only a program can read what was compressed with xz.
 */
import {constants, gunzipSync, gzipSync, zstdDecompressSync} from 'node:zlib';
import {InstallError} from '../../errors.ts';
import {Secret} from '../../secret.ts';
import {readCpio, writeCpio} from './cpio.ts';

/** All of the area, zeros included. @throws InstallError IGNITION_TOO_LARGE */
export const filledArea = (config: Secret, areaBytes: number): Buffer => {
	const archive = writeCpio([{name: configName, content: Buffer.from(config.reveal())}]);
	const packed = gzipSync(archive, {level: constants.Z_BEST_COMPRESSION});
	if (packed.length > areaBytes) {
		throw new InstallError('IGNITION_TOO_LARGE', {neededBytes: packed.length, areaBytes});
	}
	return Buffer.concat([packed, Buffer.alloc(areaBytes - packed.length)]);
};

export const emptyArea = (areaBytes: number): Buffer => Buffer.alloc(areaBytes);

export type AreaContent =
	| {readonly kind: 'empty'}
	/** Where there are other members, they are named. */
	| {readonly kind: 'config'; readonly config: Secret; readonly others: readonly string[]}
	/** An archive without a configuration, as of a tool that only adds files. */
	| {readonly kind: 'no-config'; readonly others: readonly string[]}
	| {readonly kind: 'damaged'};

export type Packing = 'gzip' | 'zstd' | 'xz' | 'none';

/** How the area begins; undefined when it is all zeros. */
export const packingOf = (area: Buffer): Packing | undefined => {
	if (isZero(area)) {
		return undefined;
	}
	const start = area.toString('hex', 0, 6);
	const found = magics.find(({digits}) => start.startsWith(digits));
	return found?.packing ?? 'none';
};

/** @param unpackedXz what `xz` made of it, where that is how it is packed. */
export const readArea = (area: Buffer, unpackedXz?: Buffer): AreaContent => {
	const packing = packingOf(area);
	if (packing === undefined) {
		return {kind: 'empty'};
	}
	const unpacked = packing === 'xz' ? unpackedXz : unpack(area, packing);
	const members = unpacked && readCpio(unpacked);
	if (members === undefined) {
		return {kind: 'damaged'};
	}
	const config = members.find(({name}) => name === configName);
	const others = members.map(({name}) => name).filter((name) => name !== configName);
	return config === undefined
		? {kind: 'no-config', others}
		: {kind: 'config', config: new Secret(config.content.toString()), others};
};

const configName = 'config.ign';

/** A small area may blow up to anything. */
const largestUnpackedBytes = 64 * 1024 * 1024;

const magics: readonly {readonly digits: string; readonly packing: Packing}[] = [
	{digits: '1f8b', packing: 'gzip'},
	{digits: '28b52ffd', packing: 'zstd'},
	{digits: 'fd377a585a00', packing: 'xz'},
];

const unpack = (area: Buffer, packing: 'gzip' | 'zstd' | 'none'): Buffer | undefined => {
	const options = {maxOutputLength: largestUnpackedBytes};
	try {
		switch (packing) {
			case 'gzip':
				return gunzipSync(area, options);
			case 'zstd':
				return zstdDecompressSync(withoutTail(area), options);
			case 'none':
				return area;
		}
	} catch {
		return undefined;
	}
};

const isZero = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

/** The zeros behind an archive. */
const withoutTail = (area: Buffer): Buffer =>
	area.subarray(0, area.findLastIndex((byte) => byte !== 0) + 1);
