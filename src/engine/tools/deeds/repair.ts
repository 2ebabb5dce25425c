/** What ends a wrong state of this host: another start, and an install that is cleared from its disk. */
import {z} from 'zod';
import {InstallError} from '../../../errors.ts';
import {confirmationFor} from '../../../hardware/confirmation.ts';
import {ineligibilities} from '../../../hardware/eligibility.ts';
import type {Disk, Facts} from '../../../hardware/facts.ts';
import {setNextBoot} from '../../../tools/efibootmgr.ts';
import {power} from '../../../tools/systemctl.ts';
import {type Consent, consentByTyping} from '../../consent.ts';
import type {InstallEvent} from '../../events.ts';
import {planWipe} from '../../plans/wipe.ts';
import {openRuns} from '../../runs.ts';
import {steps} from '../../steps/index.ts';
import type {ToolContext} from '../context.ts';
import type {Deed, Doing} from '../deed.ts';

type StartAgainParams = {
	/** Number of a boot entry; absent: as the firmware has it. */
	readonly entry?: string | undefined;
};

export const startAgain: Deed<StartAgainParams, undefined> = {
	params: z.strictObject({
		entry: z
			.string()
			.regex(/^[0-9A-F]{4}$/)
			.optional(),
	}),
	about: ({entry}) => (entry === undefined ? '' : `Boot${entry}`),
	isHarmless: false,
	do: async ({system}, {entry}, {signal}) => {
		if (entry !== undefined) {
			await setNextBoot(system, entry, signal);
		}
		await power(system, 'reboot', signal);
		return undefined;
	},
};

type ClearParams = {readonly path: string; readonly typed: string};

/** The same plan and the same consent as `ibi-console wipe`. */
export const clearDisk: Deed<ClearParams, undefined> = {
	params: z.strictObject({path: z.string(), typed: z.string()}),
	about: ({path}) => path,
	isHarmless: false,
	requireAllowed: (context, params) => {
		consentTo(context, params);
	},
	do: async (context, params, doing) => {
		const {consent, facts, disk} = consentTo(context, params);
		const told = openRuns(context.system, steps, `${context.stateDirectory}/wipe`, tellInto(doing));
		doing.signal.addEventListener('abort', told.cancel, {once: true});
		const outcome = await told.start(planWipe({facts, disk}), consent);
		if (outcome.kind === 'failed') {
			throw new InstallError('CLEARING_FAILED', {
				disk: disk.path,
				why: outcome.error.message,
			});
		}
		if (outcome.kind !== 'done') {
			throw new InstallError('CANCELLED', undefined);
		}
		return undefined;
	},
};

/** @throws InstallError CONSENT_REFUSED, DISK_NOT_FOUND, DISK_NOT_ELIGIBLE */
const consentTo = (
	{serves, state}: ToolContext,
	{path, typed}: ClearParams,
): {readonly consent: Consent; readonly facts: Facts; readonly disk: Disk} => {
	const {facts} = state();
	const disks = facts?.disks.known ? facts.disks.value : [];
	const disk = disks.find((one) => one.path === path);
	// At the edge the disk of the installed system is the one that it runs from.
	if (serves !== 'install' || facts === undefined || disk === undefined) {
		throw new InstallError('DISK_NOT_FOUND', {disk: path});
	}
	const reasons = ineligibilities(disk, {minimumBytes: 0});
	if (reasons.length > 0) {
		throw new InstallError('DISK_NOT_ELIGIBLE', {
			disk: path,
			reasons: reasons.map(({words}) => words).join('; '),
		});
	}
	return {consent: consentByTyping(confirmationFor(disk, disks), typed), facts, disk};
};

const tellInto =
	({tell}: Doing) =>
	(event: InstallEvent): void => {
		if (event.type === 'step.logged') tell({line: event.line});
	};
