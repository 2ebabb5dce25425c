/** Writes the result and the list of images onto the installed system, beside the mirror of the journal. */
import {readImageRecord} from './image-list.ts';
import {recordDirectory} from './layout.ts';
import {type OnDisk, onTarget} from './on-disk.ts';
import {resultPath} from './record.ts';

export type RecordParams = OnDisk & {
	readonly stateroot: string;
	readonly seed: {readonly image: string; readonly digest: string; readonly version: string};
};

export const recordInstall = onTarget<RecordParams>({
	run: async ({disk, stateroot, seed}, {system}) => {
		const {images, missing} = await readImageRecord(system);
		const result = {
			version: 1,
			result: 'done',
			finishedAt: system.clock.now().toISOString(),
			seed,
			stateroot,
			disk: disk.fingerprint,
			images,
			missingImages: missing,
		};
		await system.files.makeDirectory(recordDirectory(stateroot), 0o700);
		await system.files.writeText(
			resultPath(stateroot),
			`${JSON.stringify(result, undefined, '\t')}\n`,
			0o600,
		);
	},
});
