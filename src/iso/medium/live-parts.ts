/**
 * What Ignition puts on the live system to start the program: the units of `systemd/`, and the files of
 * `iso-overlay/` at the paths that they have there. What lies below the program's own mount travels with it.
 */
import type {Files} from '../../system/types.ts';
import {file} from '../ignition/files.ts';
import type {IgnitionParts, IgnitionUnit} from '../ignition/types.ts';
import {listTree} from './tree.ts';

/** Where the program is mounted on the live system, as below `iso-overlay/`. */
export const programMount = 'run/ibi/program';

/** @param directory with `systemd` and `iso-overlay`. */
export const readLiveParts = async (
	files: Files,
	directory: string,
	volumeId: string,
): Promise<IgnitionParts> => {
	const overlay = `${directory}/iso-overlay`;
	const found = await listTree(files, overlay);
	return {
		units: await readUnits(files, `${directory}/systemd`, volumeId),
		files: await Promise.all(
			found
				.filter(({path}) => !path.startsWith(`${programMount}/`))
				.map(async ({path, isExecutable}) =>
					file(
						`/${path}`,
						isExecutable ? 0o755 : 0o644,
						await files.readText(`${overlay}/${path}`),
					),
				),
		),
	};
};

/** Units of the installed system lie beside those of the live one; some are for both. */
const liveUnit = /^(ibi-console-(live.*|quiet|guard|login@.*)|run-ibi-.*)\.(service|mount)$/;

const readUnits = async (
	files: Files,
	directory: string,
	volumeId: string,
): Promise<readonly IgnitionUnit[]> => {
	const names = (await files.list(directory)).filter((name) => liveUnit.test(name));
	return Promise.all(
		names.map(async (name) => {
			const text = await files.readText(`${directory}/${name}`);
			const contents = text.replaceAll('@VOLUME_ID@', volumeId);
			return {name, contents, ...(contents.includes('\n[Install]\n') && {enabled: true})};
		}),
	);
};
