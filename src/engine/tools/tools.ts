/**
 * A session of either kind with the tools around it: questions about the host that any console may ask at any
 * time, and deeds outside a plan. The session itself knows nothing of them.
 */
import {toProblem} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import type {Action} from '../actions.ts';
import {withAnnouncements} from '../announcements.ts';
import type {EdgeAction} from '../edge/actions.ts';
import type {EdgeEvent} from '../edge/events.ts';
import type {SessionEvent} from '../session-events.ts';
import type {ToolContext} from './context.ts';
import {type Known, learn, nothingKnown} from './known.ts';
import {secretsOfProxy} from './proxy-change.ts';
import {openProxyTrial} from './proxy-trial.ts';
import {openWorking} from './run-deeds.ts';
import {openLooking} from './run-looks.ts';

export type ToolOptions = Pick<
	ToolContext,
	'serves' | 'stateDirectory' | 'evidence' | 'remember'
> & {
	/** For what only looks: nothing is noted of it. */
	readonly system: System;
	/** The same for what changes something: each command may be logged. */
	readonly working: System;
};

type Served<Told, Asked> = {
	readonly subscribe: (listener: (event: Told) => void) => () => void;
	readonly dispatch: (action: Asked) => void;
	readonly close: () => Promise<void>;
};

export const withTools = <
	Told extends SessionEvent | EdgeEvent,
	Asked extends Action | EdgeAction,
	Whole extends Served<Told, Asked>,
>(
	session: Whole & Served<Told, Asked>,
	{system, working: logged, ...where}: ToolOptions,
): Whole => {
	const announcing = withAnnouncements<Told, Whole>(session);
	const life = new AbortController();
	let known: Known = nothingKnown;
	session.subscribe((event) => {
		known = learn(known, event);
	});

	const tell = (event: SessionEvent | EdgeEvent): void => announcing.announce(event as Told);

	where.remember(secretsOfProxy(system.proxy.get()));
	const proxyTrial = openProxyTrial(system, life.signal);
	const context = {...where, state: () => known, proxyTrial};
	const looking = openLooking({...context, system}, tell, life.signal);
	const working = openWorking({...context, system: logged}, tell, life.signal);

	const orRefuse = (act: () => void): void => {
		try {
			act();
		} catch (error) {
			tell({type: 'action.refused', problem: toProblem(error)});
		}
	};

	const take = (action: Action | EdgeAction): void => {
		switch (action.type) {
			case 'tool.look':
				looking.look(action);
				break;
			case 'tool.do':
				tell({type: 'action.taken'});
				orRefuse(() => working.begin(action));
				break;
			case 'tool.stop':
				working.stop();
				break;
			default:
				orRefuse(() => {
					if (beginsWork.has(action.type)) {
						working.requireNone();
					}
					session.dispatch(action as Asked);
				});
		}
	};

	return {
		...session,
		subscribe: announcing.subscribe,
		dispatch: take,
		close: async () => {
			life.abort();
			await Promise.all([working.close(), session.close()]);
		},
	};
};

/** What must not begin under the hands of a deed. */
const beginsWork: ReadonlySet<(Action | EdgeAction)['type']> = new Set([
	'install.start',
	'deploy.start',
	'run.retry',
	'run.skip',
	'recert.rollback',
	'site.import',
	'site.type',
	'host.power',
] as const);
