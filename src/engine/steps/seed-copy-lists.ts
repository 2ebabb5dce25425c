/** Copies the image list and the manifest to where scripts on the live system look for them. */
import type {Step} from '../step.ts';
import {liveImageList, liveManifest} from './layout.ts';
import {requireMember} from './verified.ts';

export const copyLists: Step<Readonly<Record<string, never>>> = {
	run: async (_, {system}) => {
		await system.files.copy(await requireMember(system, 'containers.list'), liveImageList);
		await system.files.copy(await requireMember(system, 'manifest.json'), liveManifest);
	},
	/** The live system may be another one by now. */
	isDone: async (_, {system}) =>
		(await system.files.stat(liveImageList)) !== undefined &&
		(await system.files.stat(liveManifest)) !== undefined,
};
