/** Work in many small parts looks between two of them whether it is still wanted. */
import {InstallError} from '../../errors.ts';

/** @throws InstallError CANCELLED */
export const requireNotCancelled = (signal: AbortSignal): void => {
	if (signal.aborted) {
		throw new InstallError('CANCELLED', undefined, {cause: signal.reason});
	}
};
