/** A configuration document where a kernel argument can name it: a file, the live medium, a labelled medium, a server. */
import type {SiteSource} from '../config/site-source.ts';
import type {ReadDocument} from '../config/sources/document.ts';
import type {System} from '../system/types.ts';
import {fetchBounded, shownUrl} from './site/fetch.ts';
import {deviceLabelled} from './site/locate.ts';
import {whileOpen} from './site/open-medium.ts';

const documentLimitBytes = 1024 * 1024;

/** Where CoreOS mounts the live medium. */
const liveMedium = '/run/media/iso';

/** What is on a labelled medium when no path is given. */
const usualPath = '/ibi-configuration.json';

/** @throws InstallError FILE_UNREADABLE, SITE_UNREADABLE, COMMAND_…, CANCELLED */
export const documentReader =
	(signal: AbortSignal): ReadDocument =>
	async (system, place) => {
		switch (place.kind) {
			case 'file':
				return fromFile(system, place.path);
			case 'iso':
				return fromFile(system, `${liveMedium}${place.path}`);
			case 'label':
				return fromMedium(system, place, signal);
			case 'url': {
				const bytes = await fetchBounded(system, place.url, documentLimitBytes, signal);
				return {text: textOf(bytes), name: shownUrl(place.url)};
			}
		}
	};

const fromFile = async ({files}: System, path: string) => ({
	text: await files.readText(path, documentLimitBytes),
	name: path,
});

const fromMedium = async (
	system: System,
	{label, path = usualPath}: Extract<SiteSource, {kind: 'label'}>,
	signal: AbortSignal,
) => {
	const device = await deviceLabelled(system, label, signal);
	const bytes = await whileOpen(system, device, 'import', signal, (source) =>
		source.read(path.replace(/^\//, ''), documentLimitBytes),
	);
	return {text: textOf(bytes), name: `${path} on ${device} (${label})`};
};

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
