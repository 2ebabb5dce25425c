/** What an Ignition configuration puts on a host, by name only: contents may be secret. */
import {z} from 'zod';
import type {Secret} from '../../secret.ts';

export type IgnitionOutline = {
	readonly version: string;
	/** As `0600 /var/tmp/pull-secret.json`. */
	readonly files: readonly string[];
	readonly units: readonly string[];
};

/** undefined when it is no such configuration. */
export const readIgnitionOutline = (config: Secret): IgnitionOutline | undefined => {
	const found = shape.safeParse(parseJson(config.reveal()));
	if (!found.success) {
		return undefined;
	}
	const {ignition, storage, systemd} = found.data;
	return {
		version: ignition.version,
		files: (storage?.files ?? []).map(({path, mode}) => `${octal(mode)} ${path}`),
		units: (systemd?.units ?? []).map(({name}) => name),
	};
};

/** The text of a file that stands in the configuration itself; undefined when it does not. */
export const fileInIgnition = (config: Secret, path: string): string | undefined => {
	const found = contentShape.safeParse(parseJson(config.reveal()));
	const file = found.data?.storage.files.find((one) => one.path === path);
	const source = file?.contents?.source ?? '';
	const [, encoding = '', data = ''] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(source) ?? [];
	if (!source.startsWith('data:') || file?.contents?.compression) {
		return undefined;
	}
	return encoding === '' ? decoded(data) : Buffer.from(data, 'base64').toString();
};

const decoded = (text: string): string | undefined => {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
};

const contentShape = z.object({
	storage: z.object({
		files: z.array(
			z.object({
				path: z.string(),
				contents: z
					.object({
						source: z.string().nullish(),
						compression: z.string().nullish(),
					})
					.optional(),
			}),
		),
	}),
});

const shape = z.object({
	ignition: z.object({version: z.string()}),
	storage: z
		.object({
			files: z.array(z.object({path: z.string(), mode: z.number().optional()})).optional(),
		})
		.optional(),
	systemd: z.object({units: z.array(z.object({name: z.string()})).optional()}).optional(),
});

const octal = (mode = 0o644): string => mode.toString(8).padStart(4, '0');

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
