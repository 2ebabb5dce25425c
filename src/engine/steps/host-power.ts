/** The end of an install: the host stays up, starts from the disk, or switches off. */
import {power} from '../../tools/systemctl.ts';
import type {Step} from '../step.ts';

export type PowerParams = {readonly what: 'stay' | 'reboot' | 'poweroff'};

export const powerHost: Step<PowerParams> = {
	run: async ({what}, {system, signal, log}) => {
		if (what === 'stay') {
			log('Skipping shutdown');
		}
		log('IBI preparation process finished successfully!');
		if (what !== 'stay') {
			await power(system, what, signal);
		}
	},
};
