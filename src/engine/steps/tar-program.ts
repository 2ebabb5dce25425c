/** Which tar extracts: where SELinux is enabled a copy that may write labels unknown to the running policy. */
import {labelledTar} from '../../tools/gnu-tar.ts';
import type {StepContext} from '../step.ts';

/** Not below /run or /tmp, which are mounted `nosuid`: there the type of a program changes nothing. */
const copyPath = '/var/tmp/ibi-console-tar';

export const withTar = async (
	isSelinuxEnabled: boolean,
	{system, signal}: StepContext,
	extract: (program: string) => Promise<void>,
): Promise<void> => {
	if (!isSelinuxEnabled) {
		return extract('tar');
	}
	try {
		await extract(await labelledTar(system, copyPath, signal));
	} finally {
		await system.files.remove(copyPath);
	}
};
