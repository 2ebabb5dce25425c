/**
 * Deletes from the deployment what the seed had deleted from /etc. All lines are checked before the first is
 * acted on. A symlink on the way that leads out of the deployment's /etc is not followed.
 */
import {dirname} from 'node:path/posix';
import {deletionsOf} from '../../seed/restore-content.ts';
import type {StepContext} from '../step.ts';
import {requireDeploymentPath} from './deployment.ts';
import {work} from './layout.ts';
import {type OnDisk, onTarget} from './on-disk.ts';

export type DeleteEtcParams = OnDisk & {readonly stateroot: string};

export const deleteEtc = onTarget<DeleteEtcParams>({
	run: async ({stateroot}, context) => {
		const list = `${work.members}/etc.deletions`;
		if ((await context.system.files.stat(list)) === undefined) {
			return {skipped: 'the seed has no etc.deletions'};
		}
		const paths = deletionsOf(await context.system.files.readText(list));
		await deleteFrom(context, await requireDeploymentPath(context, stateroot), paths);
		return undefined;
	},
});

/** @param paths below the deployment, as `etc/passwd-` */
export const deleteFrom = async (
	{system, log}: Pick<StepContext, 'system' | 'log'>,
	deployment: string,
	paths: readonly string[],
): Promise<void> => {
	const etc = (await system.files.resolve(`${deployment}/etc`)) ?? `${deployment}/etc`;
	for (const path of paths) {
		const parent = await system.files.resolve(dirname(`${deployment}/${path}`));
		if (parent === undefined || !(await system.files.list(parent)).includes(nameOf(path))) {
			log(`/${path} is not there; nothing to delete`);
		} else if (parent !== etc && !parent.startsWith(`${etc}/`)) {
			log(`/${path} leads to ${parent}, outside the installed system; it is left alone`);
		} else {
			await system.files.removeTree(`${parent}/${nameOf(path)}`);
		}
	}
};

const nameOf = (path: string): string => path.split('/').at(-1) ?? path;
