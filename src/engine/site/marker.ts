/** `.ibi-site.json` beside an imported configuration: what it is, and whether it is whole. Our own format. */
import {z} from 'zod';
import type {System} from '../../system/types.ts';
import {siteRoot} from './site.ts';

export type Marker = z.output<typeof markerShape>;

/** undefined when there is none; one that cannot be read counts as a half import. */
export const readMarker = async ({files}: System): Promise<Marker | 'damaged' | undefined> => {
	if ((await files.stat(markerPath)) === undefined) {
		return undefined;
	}
	const found = markerShape.safeParse(parseJson(await files.readText(markerPath)));
	return found.success ? found.data : 'damaged';
};

export const writeMarker = ({files}: System, marker: Marker): Promise<void> =>
	files.writeText(markerPath, `${JSON.stringify(marker)}\n`, 0o600);

export const removeMarker = async ({files}: System): Promise<void> => {
	await files.remove(markerPath);
};

const markerPath = `${siteRoot}/.ibi-site.json`;

const text = z.string();

const originShape = z.discriminatedUnion('kind', [
	z.strictObject({kind: z.literal('medium'), device: text, label: text.exactOptional()}),
	z.strictObject({kind: z.literal('directory')}),
	z.strictObject({kind: z.literal('file'), path: text}),
	z.strictObject({kind: z.literal('url'), url: text}),
	z.strictObject({kind: z.literal('typed')}),
]);

const markerShape = z.strictObject({
	version: z.literal(1),
	state: z.enum(['placing', 'whole']),
	digest: text,
	origin: originShape,
	files: z
		.array(z.strictObject({path: text, sizeBytes: z.number(), digest: text}).readonly())
		.readonly(),
});

const parseJson = (content: string): unknown => {
	try {
		return JSON.parse(content);
	} catch {
		return undefined;
	}
};
