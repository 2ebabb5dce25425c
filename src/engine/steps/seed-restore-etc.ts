/** Lays the seed's changed files of /etc over the pristine ones of the deployment. */
import {requireDeploymentPath} from './deployment.ts';
import {onTarget} from './on-disk.ts';
import {restoreArchive} from './restore-archive.ts';
import type {RestoreParams} from './seed-restore-var.ts';

/** Members of the archive begin with `etc/`. */
export const restoreEtc = onTarget<RestoreParams>({
	unit: 'bytes',
	run: async ({stateroot, isSelinuxEnabled}, context) => {
		const deployment = await requireDeploymentPath(context, stateroot);
		await restoreArchive(context, 'etc.tgz', deployment, isSelinuxEnabled);
	},
});
