/** The sentence above the table of disks, when there is something to say. */
import type {Setting} from '../../config/settings.ts';
import type {Fact} from '../../hardware/facts.ts';
import type {DiskChoice} from '../../store/disk-choices.ts';
import type {Words} from '../../words/index.ts';

export const disksNotice = (
	choices: Fact<readonly DiskChoice[]>,
	chosen: string | undefined,
	wanted: Setting<string> | undefined,
	{screens}: Words,
): string | undefined => {
	if (!choices.known) return screens.disks.unknown(choices.reason);
	if (choices.value.length === 0) return screens.disks.none;
	if (chosen !== undefined || wanted === undefined) return undefined;
	return screens.disks.wanted(wanted.value, screens.review.sources[wanted.from]);
};
