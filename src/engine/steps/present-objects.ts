/**
 * The files that the base system has in its repository under the checksums that the seed knows them by: ostree
 * would take the copy that is there, so the other is not even unpacked. Metadata is small, and ostree follows it.
 */
import type {System} from '../../system/types.ts';
import {repository, work} from './layout.ts';

export const writePresentObjects = async (system: System): Promise<void> => {
	const names: string[] = [];
	for (const folder of await system.files.list(`${repository}/objects`)) {
		for (const name of await system.files.list(`${repository}/objects/${folder}`)) {
			if (name.endsWith('.file')) {
				names.push(`objects/${folder}/${name}`);
			}
		}
	}
	const lines = names.map((name) => `${name}\n./${name}\n`).join('');
	await system.files.writeText(work.present, lines, 0o600);
};
