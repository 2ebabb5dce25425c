/**
 * An install that kernel arguments ordered, from them to its end: whom it tells, the countdown, the install, and what the host does
 * when it failed. The session stays for consoles before, while and after.
 */
import type {Orders} from '../config/orders.ts';
import type {System} from '../system/types.ts';
import {power} from '../tools/systemctl.ts';
import type {Autopilot, Flight} from './autopilot.ts';
import {openReports} from './report/index.ts';

export type UnattendedOptions = {
	readonly stateDirectory: string;
	/** Ends the countdown. */
	readonly signal: AbortSignal;
	/** Ends the reports: later than the other, since they tell of that end. */
	readonly reportSignal: AbortSignal;
	/** Told of what could not be reported. */
	readonly log: (line: string) => void;
};

/** The settings are loaded; nothing else has begun. Undefined: no unattended install was ordered. */
export const runOrders = async (
	autopilot: Autopilot,
	system: System,
	orders: Orders,
	{stateDirectory, signal, reportSignal, log}: UnattendedOptions,
): Promise<Flight | undefined> => {
	if (orders.mode !== undefined) {
		autopilot.announce({type: 'mode.ordered', mode: orders.mode});
	}
	if (orders.mode !== 'auto') {
		await autopilot.start();
		if (orders.mode === 'confirm') {
			autopilot.leaveToConfirm(orders);
		}
		return undefined;
	}
	const reports = openReports(system, {orders, stateDirectory, signal: reportSignal});
	autopilot.subscribe(reports.take);
	await autopilot.start();
	const flight = await autopilot.fly(orders, signal);
	if (flight.kind === 'refused') {
		reports.refused(flight.problem);
	}
	for (const fault of await reports.settle()) {
		log(`Not reported: ${fault}`);
	}
	const {onError = 'stay'} = orders;
	if (hasFailed(flight) && onError !== 'stay' && !signal.aborted) {
		await power(system, onError, signal);
	}
	return flight;
};

/** A run that somebody cancelled has not failed. */
const hasFailed = (flight: Flight): boolean =>
	flight.kind === 'refused' || (flight.kind === 'ended' && flight.outcome.kind === 'failed');
