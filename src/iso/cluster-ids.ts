/** The two ids of a cluster: a random UUID, and a readable name that its infrastructure is labelled with. */
import {pick} from '../pki/pick.ts';
import type {Random} from '../system/types.ts';

/** RFC 9562, version 4. */
export const newClusterId = ({bytes}: Random): string => {
	const drawn = Buffer.from(bytes(16));
	drawn.writeUInt8((drawn.readUInt8(6) & 0x0f) | 0x40, 6);
	drawn.writeUInt8((drawn.readUInt8(8) & 0x3f) | 0x80, 8);
	return drawn.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** At most 27 characters. */
export const newInfraId = (random: Random, clusterName: string): string => {
	const plain = clusterName.replaceAll(/[^A-Za-z0-9-]/g, '-').replaceAll(/-+/g, '-');
	const short = plain.slice(0, 21).replace(/-+$/, '');
	return `${short}-${pick(random, safeAlphabet, 5)}`;
};

/** Without vowels and what looks like one: no word comes out. As Kubernetes draws its suffixes. */
const safeAlphabet = 'bcdfghjklmnpqrstvwxz2456789';
