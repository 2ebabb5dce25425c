/**
 * Whom an unattended run is told: the address of `ibi.report`, every serial console, the management controller,
 * and the medium that the configuration came from. None of them can stop or slow the run.
 */
import type {Orders} from '../../config/orders.ts';
import {InstallError, type Problem, toProblem} from '../../errors.ts';
import type {Facts} from '../../hardware/facts.ts';
import type {Clock, Files, System} from '../../system/types.ts';
import {type InstallationState, tellBmc} from '../../tools/ipmi-event.ts';
import type {SessionEvent} from '../session-events.ts';
import {markerLine} from './marker.ts';
import {recordMaker} from './records.ts';
import {leaveResult} from './result-file.ts';
import type {ReportRecord} from './schema.ts';
import {openWebhook} from './webhook.ts';

export type Reports = {
	readonly take: (event: SessionEvent) => void;
	/** An unattended start that was refused ends here. */
	readonly refused: (problem: Problem) => void;
	/** Waits until everybody was told, or could not be; gives what could not. */
	readonly settle: () => Promise<readonly string[]>;
};

export type ReportOptions = {
	readonly orders: Orders;
	/** In memory; holds what programs need as files. */
	readonly stateDirectory: string;
	readonly signal: AbortSignal;
};

export const openReports = (system: System, options: ReportOptions): Reports => {
	const {orders, signal} = options;
	const maker = recordMaker();
	const webhook =
		orders.reportUrl === undefined
			? undefined
			: openWebhook(system, {
					url: orders.reportUrl,
					signal,
					...(orders.reportToken && {token: orders.reportToken}),
				});
	const faults: string[] = [];
	const pending: Promise<unknown>[] = [];
	let hasBmc = false;
	const attempt = (what: string, work: Promise<unknown>): void => {
		pending.push(work.catch((error) => faults.push(`${what}: ${toProblem(error).message}`)));
	};

	/** One after the other: a controller takes seconds, and a run may end sooner. */
	let latest: Promise<unknown> = Promise.resolve();
	const tellController = (state: InstallationState): void => {
		const telling = latest.then(() => tellBmc(system, state, options.stateDirectory, signal));
		latest = telling.catch(() => {});
		attempt('management controller', telling);
	};

	const tell = (record: ReportRecord): void => {
		webhook?.send(record);
		const state = stateOf(record);
		if (state !== undefined && hasBmc) {
			tellController(state);
		}
		if (record.kind === 'end') {
			attempt('serial console', printMarker(system, markerLine(record)));
			if (orders.config?.kind === 'label') {
				attempt('config medium', leaveResult(system, orders.config.label, record, signal));
			}
		}
	};

	return {
		take: (event) => {
			hasBmc = event.type === 'facts.loaded' ? isBmcThere(event.facts) : hasBmc;
			maker.recordsOf(event).forEach(tell);
		},
		refused: (problem) => tell(maker.refusal(problem, system.clock.now().toISOString())),
		settle: async () => {
			await Promise.all(pending);
			const lost = (await webhook?.settle())?.lost ?? 0;
			return lost === 0 ? faults : [...faults, `report address: ${lost} records were not taken`];
		},
	};
};

const isBmcThere = ({platform}: Facts): boolean =>
	platform?.bmc.known === true && platform.bmc.value.kind === 'present';

const stateOf = ({kind, outcome}: ReportRecord): InstallationState | undefined => {
	switch (kind) {
		case 'start':
			return 'started';
		case 'step':
			return undefined;
		case 'end':
			return endStates[outcome ?? 'interrupted'];
	}
};

const endStates = {
	done: 'completed',
	skipped: 'completed',
	cancelled: 'aborted',
	interrupted: 'aborted',
	failed: 'failed',
	refused: 'failed',
} as const;

/** What the kernel uses as consoles, as `tty0 ttyS0`; screens show the result anyway. */
const activeConsoles = '/sys/class/tty/console/active';

/** A line whose other end holds the flow takes nothing, for ever. */
const printLimitMs = 10_000;

const printMarker = async ({files, clock}: System, line: string): Promise<void> => {
	const names = (await files.readText(activeConsoles)).trim().split(' ');
	const serial = names.filter((name) => /^(tty[A-Z]+|hvc)\d+$/.test(name));
	for (const name of serial) {
		await within(clock, printLimitMs, writeTo(files, `/dev/${name}`, `\r\n${line}\r\n`));
	}
};

const writeTo = async (files: Files, path: string, text: string): Promise<void> => {
	const device = await files.openAppend(path);
	await device.write(text);
	await device.close();
};

const within = async (clock: Clock, limitMs: number, work: Promise<void>): Promise<void> => {
	const over = new AbortController();
	const limit = clock.sleep(limitMs, over.signal).then(() => {
		const seconds = limitMs / 1000;
		throw new InstallError('COMMAND_TIMED_OUT', {command: 'a write to the line', seconds});
	});
	try {
		await Promise.race([work, limit]);
	} finally {
		over.abort();
		limit.catch(() => {});
	}
};
