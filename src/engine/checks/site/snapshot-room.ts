/** Room for the snapshot without which a failed recert cannot be undone. Pure. */
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import {bytesText} from '../../../words/measures.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const snapshotRoom: SiteCheck = {
	id: 'site-snapshot-room',
	severity: 'blocker',
	examine: ({edge: {freeBytes, snapshotBytes}}) => {
		if (!freeBytes.known) {
			return unknown(untold(freeBytes.reason));
		}
		if (!snapshotBytes.known) {
			return unknown(untold(snapshotBytes.reason));
		}
		const neededBytes = snapshotBytes.value + spareBytes;
		const [free, needed] = [bytesText(freeBytes.value), bytesText(neededBytes)];
		return freeBytes.value < neededBytes
			? failed(words.noRoom(free, needed))
			: passed(words.room(free, needed));
	},
};

/** recert and kubelet write as well. */
const spareBytes = 256 * 1024 ** 2;
