/**
 * The documents of an OCI image that we read: index, manifest, config (OCI image-spec 1.1, and the Docker
 * schema 2 forms of the same). Only the fields in use are typed.
 */
import {createHash} from 'node:crypto';
import {z} from 'zod';
import {InstallError} from '../errors.ts';

export const digestOf = (text: string): string =>
	`sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;

/** Throws SEED_DIGEST_MISMATCH. */
export const requireDigest = (image: string, text: string, expected: string): void => {
	const found = digestOf(text);
	if (found !== expected) {
		throw new InstallError('SEED_DIGEST_MISMATCH', {image, expected, found});
	}
};

export type Descriptor = z.output<typeof descriptorSchema>;
export type OciManifest = z.output<typeof manifestSchema>;
export type OciIndex = z.output<typeof indexSchema>;
export type OciConfig = z.output<typeof configSchema>;

export const parseManifestOrIndex = (image: string, text: string): OciManifest | OciIndex =>
	parseJson(image, 'manifest', text, z.union([indexSchema, manifestSchema]));

export const parseIndex = (image: string, text: string): OciIndex =>
	parseJson(image, 'index.json', text, indexSchema);

export const parseConfig = (image: string, text: string): OciConfig =>
	parseJson(image, 'config', text, configSchema);

export const isIndex = (document: OciManifest | OciIndex): document is OciIndex =>
	'manifests' in document;

/** Only SHA-256: it also becomes a file name. */
const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const descriptorSchema = z.object({
	mediaType: z.string(),
	digest: digestSchema,
	size: z.number().int().nonnegative(),
	platform: z.object({architecture: z.string(), os: z.string()}).optional(),
	annotations: z.record(z.string(), z.string()).nullish(),
});

const indexSchema = z.object({
	schemaVersion: z.literal(2),
	manifests: z.array(descriptorSchema),
});

const manifestSchema = z.object({
	schemaVersion: z.literal(2),
	config: descriptorSchema,
	layers: z.array(descriptorSchema),
});

const configSchema = z.object({
	architecture: z.string(),
	created: z.string().nullish(),
	config: z.object({Labels: z.record(z.string(), z.string()).nullish()}).nullish(),
	rootfs: z.object({diff_ids: z.array(digestSchema)}),
});

const parseJson = <Schema extends z.ZodType>(
	image: string,
	what: string,
	text: string,
	schema: Schema,
): z.output<Schema> => {
	try {
		return schema.parse(JSON.parse(text));
	} catch (cause) {
		const why = `its ${what} is not one of an OCI image`;
		throw new InstallError('SEED_UNREADABLE', {image, why}, {cause});
	}
};
