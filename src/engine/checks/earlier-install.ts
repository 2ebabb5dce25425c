/**
 * Whether the installation disk carries a finished install. It is wiped again only after a second word, which
 * the engine asks for: accepting this on the console, or `--reinstall yes`. Pure.
 */
import {diskName} from '../../hardware/disk-name.ts';
import {earlierInstallWords as words} from '../../words/checks/earlier-install.ts';
import type {Check} from '../check.ts';
import type {EarlierRun} from '../earlier-run.ts';
import {failed, passed, unknown, withDisk} from './verdicts.ts';

export const earlierInstall: Check = {
	id: 'disk-earlier-install',
	severity: 'warning',
	needs: 'disk',
	examine: (subject) =>
		withDisk(subject, ({fingerprint}) => {
			const run = subject.earlierRun ?? {kind: 'none'};
			switch (run.kind) {
				case 'none':
					return passed(words.none);
				case 'interrupted':
					return passed(words.interrupted);
				case 'finished':
					return failed(words.finished(diskName(fingerprint), run.result));
				case 'unknown':
					return unknown(words.unknown(run.reason));
			}
		}),
};

/** Not only what is finished: who cannot say must ask too. */
export const needsSecondWord = (run: EarlierRun | undefined): boolean =>
	run?.kind === 'finished' || run?.kind === 'unknown';
