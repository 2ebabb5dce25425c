/** A client that asks the stand-in's store without a network between: for what a test prepares, not for what it tests. */
import type {KubeAnswer, KubeClient} from '../../../../src/kube/client.ts';
import {statusFault} from '../../../../src/kube/fault.ts';
import type {JsonObject} from '../../../../src/kube/json.ts';
import {answerTo} from './requests.ts';
import type {Store} from './store.ts';

export const directClient = (store: Store): KubeClient => {
	const ask =
		(method: string, contentType = 'application/json') =>
		async (path: string, object: JsonObject = {}): Promise<KubeAnswer> => {
			const url = new URL(path, 'https://stand-in');
			const body = JSON.stringify(object);
			const answer = answerTo({method, url, contentType, body}, store);
			return answer.status < 400
				? {isOk: true, value: answer.body}
				: {isOk: false, fault: statusFault(answer.status, JSON.stringify(answer.body))};
		};
	return {
		server: 'https://stand-in',
		get: ask('GET'),
		create: ask('POST'),
		replace: ask('PUT'),
		patch: (path, kind, change) => ask('PATCH', `application/${kind}-patch+json`)(path, change),
		remove: ask('DELETE'),
		watch: () => {
			throw new Error('what a test prepares is not watched');
		},
	};
};
