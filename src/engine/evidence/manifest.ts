/** The table of contents of a bundle: what is in it, with checksums, and what is not, with the reasons. */
import {z} from 'zod';
import {partShape} from './part.ts';

export const manifestName = 'manifest.json';

const packedShape = partShape.extend({
	sizeBytes: z.number().optional(),
	/** Of the text in the bundle. */
	sha256: z.string().optional(),
});

export const manifestShape = z.object({
	format: z.literal('ibi-console-evidence'),
	formatVersion: z.literal(1),
	/** ISO 8601. */
	madeAt: z.string(),
	serves: z.enum(['install', 'deploy']),
	/** Of the program that made it. */
	version: z.string(),
	/** Whatever names the host. */
	host: z.string(),
	groups: z.array(z.string()),
	leftOutGroups: z.array(z.string()),
	limits: z.object({itemCharacters: z.number(), bundleBytes: z.number()}),
	/** An item has a checksum or a fault. */
	items: z.array(packedShape),
});

/** What stays the same in whatever format. */
export const anyManifestShape = z.object({
	format: z.literal('ibi-console-evidence'),
	formatVersion: z.number(),
	version: z.string(),
});

export type AnyManifest = z.output<typeof anyManifestShape>;

export type Manifest = z.output<typeof manifestShape>;

export type PackedPart = z.output<typeof packedShape>;
