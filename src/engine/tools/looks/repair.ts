/** What repairing can begin with: what the host lacks without the step that failed, and from what it can be started. */
import {z} from 'zod';
import {type Fact, known} from '../../../hardware/facts.ts';
import {asFact} from '../../../hardware/time-limit.ts';
import {type EfiEntry, readEfiBoot} from '../../../tools/efibootmgr.ts';
import {stepsOf} from '../../plan.ts';
import type {StepRegistry} from '../../step.ts';
import {edgeSteps} from '../../steps/edge/index.ts';
import {steps} from '../../steps/index.ts';
import type {ToolContext} from '../context.ts';
import type {Look} from '../look.ts';

export type BootEntry = EfiEntry & {
	/** By what its device path names; nobody knows the others. */
	readonly from?: 'disk' | 'medium' | 'network';
	/** This system was started from it. */
	readonly isCurrent: boolean;
};

export type RepairReading = {
	/** Absent where the host cannot do without it. */
	readonly ifSkipped?: string;
	/** Unknown where the host has no UEFI, or nothing to ask it with. */
	readonly boot: Fact<readonly BootEntry[]>;
};

export type RepairParams = {
	/** Id of the step that failed. */
	readonly step?: string | undefined;
};

const limitMs = 10_000;

export const repair: Look<RepairParams, RepairReading> = {
	params: z.strictObject({step: z.string().optional()}),
	limitMs: limitMs + 2000,
	read: async (context, {step}, signal) => {
		const {system} = context;
		const limit = {what: 'the boot entries of the firmware', limitMs, signal};
		const ifSkipped = step === undefined ? undefined : lossWithout(step, context);
		const boot = await asFact(system, limit, async (within) => {
			const {current, entries} = await readEfiBoot(system, within);
			return known(entries.map((entry) => bootEntryOf(entry, current)));
		});
		return {boot, ...(ifSkipped !== undefined && {ifSkipped})};
	},
};

const lossWithout = (id: string, {serves, state}: ToolContext): string | undefined => {
	const registry: StepRegistry = serves === 'install' ? steps : edgeSteps;
	const {run} = state();
	const planned = run && stepsOf(run.plan).find((one) => one.id === id);
	return planned && registry[planned.step]?.ifSkipped;
};

const bootEntryOf = (entry: EfiEntry, current: string | undefined): BootEntry => {
	const from = sourceOf(entry);
	return {...entry, isCurrent: entry.number === current, ...(from && {from})};
};

/** UEFI 2.10, 10.3: nodes of a device path as efibootmgr prints them. What is plugged in by USB comes before its disk. */
const sourceOf = ({devicePath, label}: EfiEntry): BootEntry['from'] => {
	if (/\b(IPv4|IPv6|MAC|Uri)\(/i.test(devicePath)) return 'network';
	if (/\b(USB|CDROM|UsbWwid|UsbClass)\(/i.test(devicePath) || /\b(USB|CD|DVD)\b/i.test(label)) {
		return 'medium';
	}
	return /\bHD\(/.test(devicePath) ? 'disk' : undefined;
};
