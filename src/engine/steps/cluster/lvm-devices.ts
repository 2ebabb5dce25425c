/** Brings the site's list of LVM devices to its place, and activates what lies on them. */
import {activateVolumes} from '../../../tools/pvscan.ts';
import type {Step} from '../../step.ts';
import {lvmDevices} from './layout.ts';

export const bringLvmDevices: Step<Record<string, never>> = {
	run: async (_, {system, signal}) => {
		if ((await system.files.stat(lvmDevices.site)) === undefined) {
			return {skipped: 'the site brings none'};
		}
		await system.files.makeDirectory(lvmDevices.host.replace(/\/[^/]+$/, ''));
		await system.files.copy(lvmDevices.site, lvmDevices.host);
		await activateVolumes(system, signal);
		return undefined;
	},
};
