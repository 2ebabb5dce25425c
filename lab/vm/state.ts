/** All that a virtual machine is but its disks, in a file: who boots once may then begin many times from the same moment. */
import {setTimeout as delay} from 'node:timers/promises';
import type {Qmp} from './qmp.ts';

const limitMs = 120_000;
const pollMs = 100;

export const saveState = async (qmp: Qmp, file: string): Promise<void> => {
	await qmp.execute('stop');
	await qmp.execute('migrate', {uri: `exec:cat > '${file}'`});
	await untilMoved(qmp);
};

/** For a machine that was started to go on from such a file. */
export const goOn = async (qmp: Qmp): Promise<void> => {
	await untilMoved(qmp);
	await qmp.execute('cont');
};

const untilMoved = async (qmp: Qmp): Promise<void> => {
	const deadlineMs = performance.now() + limitMs;
	while (performance.now() < deadlineMs) {
		const {status} = (await qmp.execute('query-migrate')) as {readonly status?: string};
		if (status === 'completed') {
			return;
		}
		if (status === 'failed') {
			break;
		}
		await delay(pollMs);
	}
	throw new Error('the state of the virtual machine could not be moved; see its qemu.log');
};
