/**
 * A recorded run shown again: the same events to the same reducers, at the pace of then or any other. The clock is that
 * of the recording, so that what a screen says of time is what it said. Nothing can be done to what is over.
 */
import type {Action} from '../engine/actions.ts';
import type {EdgeAction} from '../engine/edge/actions.ts';
import type {EdgeEvent} from '../engine/edge/events.ts';
import type {InstallEvent} from '../engine/events.ts';
import type {SessionEvent} from '../engine/session-events.ts';
import type {ToolEvent} from '../engine/tools/events.ts';
import {InstallError, toProblem} from '../errors.ts';
import type {Clock} from '../system/types.ts';
import type {EngineEnd} from './create.ts';
import type {Recalled} from './recalled.ts';

type Asked = Action | EdgeAction;

export type Playing<Told> = {
	readonly engine: EngineEnd<Told, Asked>;
	/** Of the recording. */
	readonly clock: Clock;
	/** Resolves when all was told. */
	readonly play: () => Promise<void>;
};

export type Pace = {
	/** 2 is twice as fast. */
	readonly speed: number;
	readonly signal: AbortSignal;
};

export const openPlaying = <Told extends SessionEvent | EdgeEvent>(
	before: readonly Told[],
	events: readonly InstallEvent[],
	real: Clock,
	{speed, signal}: Pace,
): Playing<Told> => {
	const listeners = new Set<(event: Told) => void>();
	const beganMs = real.monotonicMs();
	const firstMs = Date.parse(events[0]?.at ?? '') || 0;
	const lastMs = Date.parse(events.at(-1)?.at ?? '') || firstMs;
	const playedMs = (): number => (real.monotonicMs() - beganMs) * speed;
	const now = (): Date => new Date(Math.min(firstMs + playedMs(), lastMs));
	const tell = (event: Told): void => {
		for (const listener of listeners) {
			listener(event);
		}
	};
	return {
		engine: {
			subscribe: (listener) => {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
			dispatch: (action) => tell(refusalOf(action, now().toISOString()) as Told),
		},
		clock: {
			now,
			monotonicMs: real.monotonicMs,
			sleep: real.sleep,
		},
		play: async () => {
			for (const event of before) {
				tell(event);
			}
			for (const event of events) {
				const waitMs = (Date.parse(event.at) - firstMs - playedMs()) / speed;
				if (waitMs > 0) {
					await real.sleep(waitMs, signal);
				}
				tell({type: 'run.event', event} as Told);
			}
		},
	};
};

/** A tool that looks has asked nothing of anybody: it says in its place that it cannot see the host. */
const refusalOf = (action: Asked, at: string): SessionEvent | EdgeEvent => {
	const problem = toProblem(new InstallError('REPLAY_ONLY', undefined));
	if (action.type !== 'tool.look') return {type: 'action.refused', problem};
	const {subject, params} = action;
	return {type: 'tool.unseen', subject, params, at, problem} as ToolEvent;
};

/** What a session told before its run began, as far as it is known. */
export const toldBefore = (known: Recalled): readonly SessionEvent[] => {
	const {facts, config, seed, ladder, findings = [], chosenDisk, plan} = known;
	const decision = {
		findings,
		...(chosenDisk !== undefined && {chosenDisk}),
		...(plan ? {plan} : {}),
	};
	return [
		...(facts ? [{type: 'facts.loaded', facts}] : []),
		...(config ? [{type: 'config.merged', config}] : []),
		...(seed ? [{type: 'seed.loaded', seed}] : []),
		...(ladder ? [{type: 'ladder.loaded', ladder}] : []),
		{type: 'decided', decision},
	] as unknown as readonly SessionEvent[];
};

export const toldBeforeAtEdge = (known: Recalled): readonly EdgeEvent[] => {
	const {edgeFacts, site, identity, findings = [], plan} = known;
	return [
		...(edgeFacts ? [{type: 'facts.loaded', facts: edgeFacts}] : []),
		...(site ? [{type: 'site.loaded', site}] : []),
		...(identity ? [{type: 'identity.known', identity}] : []),
		{type: 'decided', decision: {findings, ...(plan ? {plan} : {})}},
	] as unknown as readonly EdgeEvent[];
};
