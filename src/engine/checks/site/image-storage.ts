/** Whether the partition is there that the seed mounts for its images. Pure. */
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const imageStorage: SiteCheck = {
	id: 'site-image-storage',
	severity: 'warning',
	examine: ({seed: {containerStorageMountpointTarget: target}, edge: {isImageStorageThere}}) => {
		if (!isImageStorageThere.known) {
			return unknown(untold(isImageStorageThere.reason));
		}
		return isImageStorageThere.value
			? passed(words.storage(target))
			: failed(words.noStorage(target ?? ''));
	},
};
