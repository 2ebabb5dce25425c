/** The words of the check for an earlier install on the disk. */
import type {FailureWords, IgnoranceWords} from './shared.ts';

const secondWord =
	'To wipe it all the same, accept this here; unattended: --reinstall yes (kernel argument ibi.reinstall=yes).';

export const earlierInstallWords = {
	none: 'none',
	interrupted: 'one that was not finished; ibi-console --resume takes it up',
	finished: (
		disk: string,
		result: {readonly version: string; readonly finishedAt: string} | undefined,
	): FailureWords => ({
		found:
			result === undefined
				? `a finished install of another installer, on ${disk}`
				: `a finished install of ${result.version}, of ${result.finishedAt}, on ${disk}`,
		needed: 'a second word before it is wiped',
		remedy: secondWord,
	}),
	unknown: (reason: string): IgnoranceWords => ({
		reason: `the disk is laid out as one: ${reason}`,
		remedy: secondWord,
	}),
};
