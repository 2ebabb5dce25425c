/**
 * Records sent to an address, in their order, each until it is taken or the time is over. The install waits for
 * none of them; what could not be sent is told at the end.
 */
import type {Secret} from '../../secret.ts';
import type {System} from '../../system/types.ts';
import type {ReportRecord} from './schema.ts';

export type Webhook = {
	readonly send: (record: ReportRecord) => void;
	/**
	 * No record will follow. Resolves when everything was sent or given up, all of it within one deadline, since the host may
	 * wait for it; says how many records were not taken.
	 */
	readonly settle: () => Promise<{readonly lost: number}>;
};

export type WebhookOptions = {
	readonly url: string;
	readonly token?: Secret;
	/** Stops what is still to be sent. */
	readonly signal: AbortSignal;
};

/** For one record, after which the next one is tried anew; and for all that are left at the end. */
const deadlineMs = 10 * 60_000;
const requestLimitMs = 15_000;
const firstPauseMs = 1000;
const longestPauseMs = 30_000;

export const openWebhook = (system: System, options: WebhookOptions): Webhook => {
	let lost = 0;
	let lastMs = Number.POSITIVE_INFINITY;
	let queue: Promise<void> = Promise.resolve();
	return {
		send: (record) => {
			queue = queue.then(async () => {
				lost += (await deliver(system, options, record, () => lastMs)) ? 0 : 1;
			});
		},
		settle: async () => {
			lastMs = system.clock.monotonicMs() + deadlineMs;
			await queue;
			return {lost};
		},
	};
};

const deliver = async (
	system: System,
	options: WebhookOptions,
	record: ReportRecord,
	lastMs: () => number,
): Promise<boolean> => {
	const {clock} = system;
	const endMs = clock.monotonicMs() + deadlineMs;
	let pauseMs = firstPauseMs;
	while (!options.signal.aborted && clock.monotonicMs() < Math.min(endMs, lastMs())) {
		const answer = await post(system, options, record);
		if (answer !== 'again') {
			return answer === 'taken';
		}
		await clock.sleep(pauseMs, options.signal).catch(() => {});
		pauseMs = Math.min(longestPauseMs, pauseMs * 2);
	}
	return false;
};

/** A client error stays one however often it is sent; anything else may pass. */
const post = async (
	{fetch: request}: System,
	{url, token, signal}: WebhookOptions,
	record: ReportRecord,
): Promise<'taken' | 'refused' | 'again'> => {
	try {
		const {status, body} = await request(url, {
			method: 'POST',
			redirect: 'error',
			signal: AbortSignal.any([signal, AbortSignal.timeout(requestLimitMs)]),
			headers: {
				'Content-Type': 'application/json',
				...(token && {Authorization: `Bearer ${token.reveal()}`}),
			},
			body: JSON.stringify(record),
		});
		await body?.cancel();
		if (status >= 200 && status < 300) {
			return 'taken';
		}
		return status >= 400 && status < 500 && ![408, 425, 429].includes(status) ? 'refused' : 'again';
	} catch {
		return 'again';
	}
};
