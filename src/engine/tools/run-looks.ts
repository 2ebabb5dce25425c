/** Answers looks: one at a time for each subject, each with a time limit. What is asked twice is read once. */
import {InstallError, toProblem} from '../../errors.ts';
import {withinLimit} from '../../hardware/time-limit.ts';
import type {ToolAction} from './actions.ts';
import type {ToolContext} from './context.ts';
import type {ToolEvent} from './events.ts';
import type {Look} from './look.ts';
import {looks, type Subject} from './looks/index.ts';

type Ask = ToolAction & {readonly type: 'tool.look'};

export type Looking = {readonly look: (ask: Ask) => void};

export const openLooking = (
	context: ToolContext,
	tell: (event: ToolEvent) => void,
	signal: AbortSignal,
): Looking => {
	const running = new Map<Subject, Ask>();
	/** Asked meanwhile with other params; the newest is read next. */
	const waiting = new Map<Subject, Ask>();

	const answer = async (ask: Ask): Promise<void> => {
		const {subject, params} = ask;
		const at = context.system.clock.now().toISOString();
		try {
			const reading = await read(context, ask, signal);
			tell({type: 'tool.seen', subject, params, at, reading} as ToolEvent);
		} catch (error) {
			if (!signal.aborted) {
				tell({type: 'tool.unseen', subject, params, at, problem: toProblem(error)} as ToolEvent);
			}
		}
	};

	const look = async (ask: Ask): Promise<void> => {
		const {subject} = ask;
		const current = running.get(subject);
		if (current !== undefined) {
			if (!isSame(current, ask)) {
				waiting.set(subject, ask);
			}
			return;
		}
		running.set(subject, ask);
		await answer(ask);
		running.delete(subject);
		const next = waiting.get(subject);
		waiting.delete(subject);
		if (next !== undefined && !signal.aborted) {
			await look(next);
		}
	};

	return {look: (ask) => void look(ask)};
};

const read = async (
	context: ToolContext,
	{subject, params}: Ask,
	signal: AbortSignal,
): Promise<unknown> => {
	const row = looks[subject] as Look<unknown, unknown>;
	const asked = row.params.safeParse(params);
	if (!asked.success) {
		throw new InstallError('PROTOCOL_BROKEN', {from: 'a console'});
	}
	return withinLimit(
		context.system,
		{what: `the ${subject} of this host`, limitMs: row.limitMs, signal},
		(within) => row.read(context, asked.data, within),
	);
};

const isSame = (a: Ask, b: Ask): boolean => JSON.stringify(a.params) === JSON.stringify(b.params);
