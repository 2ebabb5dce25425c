/** The configuration document: the one that was named, wherever it is, or the usual file when it is there. */
import {createHash} from 'node:crypto';
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {readNodeDocument} from '../schema.ts';
import type {SourceName} from '../settings.ts';
import type {SiteSource} from '../site-source.ts';
import type {Source} from './source.ts';

/** Where the installation ISO puts it. */
export const usualConfigFile = '/var/tmp/ibi-configuration.json';

/** How a document on a medium or on a server is read; `name` is how people know it. */
export type ReadDocument = (
	system: System,
	place: SiteSource,
) => Promise<{readonly text: string; readonly name: string}>;

const sourceNames: Readonly<Record<SiteSource['kind'], SourceName>> = {
	file: 'file',
	iso: 'file',
	label: 'medium',
	url: 'url',
};

/** @param named a place that somebody gave: something must be there, whereas the usual file may be absent */
export const documentSource = (named: SiteSource | undefined, read: ReadDocument): Source => ({
	name: sourceNames[named?.kind ?? 'file'],
	load: async (system) => {
		const place = named ?? (await presentUsualFile(system));
		if (place === undefined) {
			return {settings: {}, warnings: []};
		}
		const {text, name} = await read(system, place);
		requireDigest(text, name, place.sha256);
		return {settings: readNodeDocument(text, name), warnings: []};
	},
});

const presentUsualFile = async (system: System): Promise<SiteSource | undefined> =>
	(await system.files.stat(usualConfigFile)) === undefined
		? undefined
		: {kind: 'file', path: usualConfigFile};

const requireDigest = (text: string, source: string, wanted: string | undefined): void => {
	const found = createHash('sha256').update(text).digest('hex');
	if (wanted !== undefined && found !== wanted.toLowerCase()) {
		const faults = [`its SHA-256 is ${found}, but ibi.config.sha256 is ${wanted}`];
		throw new InstallError('CONFIG_INVALID', {source, faults});
	}
};
