/** Back to the seed's data: after a recert that failed, hung or was cut short, and by hand. */
import {InstallError} from '../../../errors.ts';
import type {System} from '../../../system/types.ts';
import {removeContainers} from '../../../tools/podman-container.ts';
import {unitState} from '../../../tools/units.ts';
import type {EdgeParams} from './inputs.ts';
import {forgetRecertState, readRecertState} from './recert-state.ts';
import {readSnapshot, restoreSnapshot} from './snapshot.ts';

export const containers = {etcd: 'recert_etcd', recert: 'recert', probe: 'recert_probe'} as const;

/**
 * Puts back what recert changed and proves it; false when there is nothing to put back. It may be repeated.
 * @throws InstallError ROLLBACK_FAILED, also while kubelet runs on the data
 */
export const rollBackRecert = async (
	system: System,
	params: EdgeParams,
	signal: AbortSignal,
	log: (line: string) => void = () => {},
): Promise<boolean> => {
	if ((await readRecertState(system, params)).kind === 'untouched') {
		return false;
	}
	const snapshot = await readSnapshot(system, params);
	if (snapshot === undefined) {
		throw new InstallError('ROLLBACK_FAILED', {why: 'there is no copy of it'});
	}
	if ((await unitState(system, 'kubelet.service', signal)) === 'active') {
		throw new InstallError('ROLLBACK_FAILED', {why: 'kubelet is running on it'});
	}
	await stopContainers(system, signal);
	await restoreSnapshot(system, params, snapshot, signal);
	await forgetRecertState(system, params);
	log("The seed's data is back as it was before recert, byte for byte");
	return true;
};

/** They outlive an engine that was killed, and go on writing. */
export const stopContainers = async (system: System, signal: AbortSignal): Promise<void> => {
	await removeContainers(system, [containers.recert, containers.etcd], signal);
};
