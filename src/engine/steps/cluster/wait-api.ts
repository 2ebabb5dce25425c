/** Waits until the cluster API answers us, and tells why it does not yet. While it starts, every fault may pass. */
import {InstallError} from '../../../errors.ts';
import {reasonOf} from '../../../kube/fault.ts';
import {askUntil} from '../../../kube/retry.ts';
import type {Step} from '../../step.ts';
import {openCluster} from './api.ts';

export type WaitParams = {readonly limitMinutes: number};

export const waitForApi: Step<WaitParams> = {
	run: async ({limitMinutes}, context) => {
		const client = await openCluster(context);
		context.log(`Waiting for ${client.server}`);
		const answer = await askUntil(
			context,
			limitMinutes * 60_000,
			() => client.get('/api/v1/nodes?limit=1'),
			() => true,
		);
		if (!answer.isOk) {
			const why = reasonOf(answer.fault);
			throw new InstallError('KUBE_API_SILENT', {
				server: client.server,
				minutes: limitMinutes,
				why,
			});
		}
	},
};
