/** Does deeds: one at a time, none while a run goes on unless it is harmless, each ended by exactly one outcome. */
import {InstallError, isCancelled, toProblem} from '../../errors.ts';
import type {ToolAction} from './actions.ts';
import type {ToolContext} from './context.ts';
import type {Deed} from './deed.ts';
import {type DeedName, deeds} from './deeds/index.ts';
import type {DeedOutcome, ToolEvent} from './events.ts';
import {isRunning} from './known.ts';

type Ask = ToolAction & {readonly type: 'tool.do'};

export type Working = {
	/** @throws InstallError DEED_RUNNING, DEED_WAITS, HOST_DEPLOYED, PROTOCOL_BROKEN, and what the deed says against it */
	readonly begin: (ask: Ask) => void;
	readonly stop: () => void;
	/** @throws InstallError DEED_RUNNING while one goes on beside which no plan may begin */
	readonly requireNone: () => void;
	/** Ends what is being done and waits for its end. */
	readonly close: () => Promise<void>;
};

export const openWorking = (
	context: ToolContext,
	tell: (event: ToolEvent) => void,
	signal: AbortSignal,
): Working => {
	let current:
		| {readonly name: DeedName; readonly ending: AbortController; readonly ended: Promise<void>}
		| undefined;

	const requireFree = (): void => {
		if (current !== undefined) {
			throw new InstallError('DEED_RUNNING', {deed: current.name});
		}
	};

	const now = (): string => context.system.clock.now().toISOString();

	const work = async (
		name: DeedName,
		deed: Deed<unknown, unknown>,
		params: unknown,
		ending: AbortController,
	): Promise<void> => {
		tell({type: 'deed.started', deed: name, about: deed.about(params), at: now()});
		const within = AbortSignal.any([signal, ending.signal]);
		const outcome = await attempt(within, () =>
			deed.do(context, params, {
				signal: within,
				tell: (progress) => tell({type: 'deed.progressed', progress}),
			}),
		);
		current = undefined;
		tell({type: 'deed.ended', deed: name, at: now(), outcome} as ToolEvent);
	};

	return {
		begin: ({deed: name, params: asked}) => {
			requireFree();
			const deed = deeds[name] as Deed<unknown, unknown>;
			const params = paramsOf(deed, asked);
			if (isRunning(context.state()) && !deed.isHarmless) {
				throw new InstallError('DEED_WAITS', {deed: name});
			}
			if (isDeployed(context) && !deed.isHarmless) {
				throw new InstallError('HOST_DEPLOYED', {deed: name});
			}
			deed.requireAllowed?.(context, params);
			const ending = new AbortController();
			const begun = Promise.withResolvers<void>();
			current = {name, ending, ended: begun.promise};
			void work(name, deed, params, ending).finally(begun.resolve);
		},
		stop: () => current?.ending.abort(),
		requireNone: () => {
			if (current !== undefined && !deeds[current.name].isHarmless) {
				throw new InstallError('DEED_RUNNING', {deed: current.name});
			}
		},
		close: async () => {
			current?.ending.abort();
			await current?.ended;
		},
	};
};

/** Whoever passes by its console must not be able to change it. */
const isDeployed = ({serves, state}: ToolContext): boolean =>
	serves === 'deploy' && state().run?.outcome?.kind === 'done';

const paramsOf = (deed: Deed<unknown, unknown>, asked: unknown): unknown => {
	const parsed = deed.params.safeParse(asked);
	if (!parsed.success) {
		throw new InstallError('PROTOCOL_BROKEN', {from: 'a console'});
	}
	return parsed.data;
};

const attempt = async (
	signal: AbortSignal,
	work: () => Promise<unknown>,
): Promise<DeedOutcome<unknown>> => {
	try {
		return {kind: 'done', result: await work()};
	} catch (error) {
		return signal.aborted || isCancelled(error)
			? {kind: 'cancelled'}
			: {kind: 'failed', problem: toProblem(error)};
	}
};
