/** Applies the objects of a directory of manifests, in waves. Applying them again changes nothing. */
import {InstallError} from '../../../errors.ts';
import {isManifestName} from '../../../iso/extra-manifests.ts';
import {applyWaves} from '../../../kube/apply.ts';
import {type Manifest, type ManifestText, nameOf, readManifests} from '../../../kube/manifests.ts';
import {wavesOf} from '../../../kube/waves.ts';
import type {Step, StepContext} from '../../step.ts';
import {openCluster} from './api.ts';

export type ApplyParams = {readonly directory: string; readonly waveLimitMinutes: number};

/** Nothing is applied before all files were read and are well. */
export const applyManifests: Step<ApplyParams> = {
	unit: 'objects',
	run: async ({directory, waveLimitMinutes}, context) => {
		const manifests = await manifestsOf(directory, context);
		if (manifests.length === 0) {
			return {skipped: `${directory} holds no manifest`};
		}
		let applied = 0;
		const failures = await applyWaves(wavesOf(manifests), {
			...context,
			client: await openCluster(context),
			limitMs: waveLimitMinutes * 60_000,
			onApplied: () => {
				applied += 1;
				context.progress(applied, manifests.length);
			},
		});
		requireNone(directory, failures.map(failureText), context);
		return undefined;
	},
};

const manifestsOf = async (
	directory: string,
	{system, log}: StepContext,
): Promise<readonly Manifest[]> => {
	const files: ManifestText[] = [];
	for (const name of await system.files.list(directory)) {
		if (isManifestName(name)) {
			files.push({name, text: await system.files.readText(`${directory}/${name}`)});
		} else {
			log(`Passing over ${name}: it is no manifest by its name`);
		}
	}
	const {manifests, faults} = readManifests(files);
	if (faults.length > 0) {
		for (const fault of faults) {
			log(fault);
		}
		throw new InstallError('KUBE_MANIFESTS_INVALID', {directory, faults});
	}
	return manifests;
};

const failureText = ({
	manifest,
	why,
}: {
	readonly manifest: Manifest;
	readonly why: string;
}): string => `${manifest.place}: ${nameOf(manifest)}: ${why}`;

const requireNone = (directory: string, failures: readonly string[], {log}: StepContext): void => {
	if (failures.length === 0) {
		return;
	}
	for (const failure of failures) {
		log(`Not applied: ${failure}`);
	}
	throw new InstallError('KUBE_MANIFESTS_FAILED', {directory, failures});
};
