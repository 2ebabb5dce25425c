/** Every device that may carry a site's configuration, with the reason why it is or is not taken. */
import type {System} from '../../system/types.ts';
import {listDevices} from './devices.ts';
import {candidatesIn, isWorthALook, judgeMedium} from './judge-media.ts';
import {lookInto} from './look.ts';
import type {Medium} from './medium.ts';

/** @throws InstallError OUTPUT_UNREADABLE, COMMAND_… when even lsblk fails */
export const listMedia = async (
	system: System,
	signal: AbortSignal,
): Promise<readonly Medium[]> => {
	const media: Medium[] = [];
	for (const candidate of candidatesIn(await listDevices(system, signal))) {
		const judged = judgeMedium(candidate);
		const isOpen = judged.verdict.kind === 'refused' && isWorthALook(candidate);
		media.push(
			isOpen ? judgeMedium(candidate, await lookInto(system, candidate.device, signal)) : judged,
		);
	}
	return media;
};
