/** What operators, versions and nodes of a played cluster say of themselves. */
import type {JsonObject} from '../../../src/kube/json.ts';

export const versionStatus = (version: string, isAvailable: boolean): JsonObject => ({
	desired: {version},
	conditions: [
		condition('Available', isAvailable, isAvailable ? `Done applying ${version}` : 'Reconciling'),
		condition('Progressing', !isAvailable, isAvailable ? '' : 'Waiting for operators'),
	],
});

export const operatorStatus = (
	version: string,
	isAvailable: boolean,
	lastTransitionTime?: string,
): JsonObject => ({
	versions: [{name: 'operator', version}],
	conditions: [
		condition(
			'Available',
			isAvailable,
			isAvailable ? 'All is well' : 'Rolling out',
			lastTransitionTime,
		),
		condition('Progressing', !isAvailable, isAvailable ? '' : 'Rolling out', lastTransitionTime),
		condition('Degraded', false, '', lastTransitionTime),
	],
});

export const condition = (
	type: string,
	isTrue: boolean,
	message: string,
	lastTransitionTime = new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
): JsonObject => ({
	type,
	status: isTrue ? 'True' : 'False',
	reason: 'Lab',
	message,
	lastTransitionTime,
});
