/**
 * How a holder waits, and leaves. An owner that leaves properly says a word on our standard input before it ends;
 * without one the owner was killed, and the host is taken away from here.
 */
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {outsideDescriptor} from './spec.ts';

/** @param release ends what the holder itself has started */
export const holdUntilLeft = (directory: string, release: () => Promise<void>): void => {
	let isReleased = false;
	process.stdin.on('data', () => {
		isReleased = true;
	});
	process.stdin.on('end', async () => {
		await release();
		if (!isReleased) {
			tearDownFromOutside(directory);
		}
		process.exit(0);
	});
};

/** A signal is for who owns the host, not for its holder. */
export const ignoreSignals = (): void => {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {});
	}
};

/** Our own mounts keep the host's folder busy as long as we look at it from in here. */
const tearDownFromOutside = (directory: string): void => {
	const script = join(import.meta.dirname, 'abandoned.ts');
	const namespace = `--mount=/proc/self/fd/${outsideDescriptor}`;
	spawn('nsenter', [namespace, process.execPath, script, directory], {
		detached: true,
		stdio: ['ignore', 'ignore', 'ignore', outsideDescriptor],
	});
};
