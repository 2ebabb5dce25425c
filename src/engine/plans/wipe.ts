/** The plan that clears a disk and installs nothing. Pure. */
import type {Disk, Facts} from '../../hardware/facts.ts';
import {pinDisk} from '../../hardware/pin.ts';
import type {Plan} from '../plan.ts';
import type {InstallStep} from '../steps/index.ts';

export type WipeInputs = {readonly facts: Facts; readonly disk: Disk};

export const planWipe = ({facts, disk}: WipeInputs): Plan<InstallStep> => ({
	name: 'wipe',
	phases: [
		{
			id: 'disk',
			steps: [
				{
					id: 'disk.clean',
					step: 'disk.clean',
					params: {disk: pinDisk(disk, facts)},
					weight: 1,
				},
			],
		},
	],
});
