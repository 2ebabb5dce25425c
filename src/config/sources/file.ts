/** The configuration document in a file: the one that was named, or the usual one when it is there. */
import type {System} from '../../system/types.ts';
import {readNodeDocument} from '../schema.ts';
import type {Source} from './source.ts';

/** Where the installation ISO puts it. */
export const usualConfigFile = '/var/tmp/ibi-configuration.json';

/** @param named a path that somebody gave: it must exist, whereas the usual one may be absent. */
export const fileSource = (named: string | undefined): Source => ({
	name: 'file',
	load: async (system) => {
		const path = named ?? (await presentUsualFile(system));
		if (path === undefined) {
			return {settings: {}, warnings: []};
		}
		return {settings: readNodeDocument(await system.files.readText(path), path), warnings: []};
	},
});

const presentUsualFile = async (system: System): Promise<string | undefined> =>
	(await system.files.stat(usualConfigFile)) === undefined ? undefined : usualConfigFile;
