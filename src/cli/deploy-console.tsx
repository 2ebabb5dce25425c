/** The console at the edge on this terminal, joined with its engine in one process. */
import type {EdgeAction} from '../engine/edge/actions.ts';
import type {EdgeEvent} from '../engine/edge/events.ts';
import {EdgeApp} from '../screens/edge/app.tsx';
import {openStore} from '../store/create.ts';
import {reduceEdge} from '../store/edge/reduce.ts';
import {initialEdgeState} from '../store/edge/state.ts';
import {lateEngine} from '../store/late-engine.ts';
import type {RealTerminal} from '../system/terminal.ts';
import {words} from '../words/index.ts';
import type {Deploying} from './arguments.ts';
import type {Surroundings} from './interactive.ts';
import {type Interactive, joined} from './joined.ts';
import type {Setting} from './setting.ts';
import {runOnTerminal} from './terminal-console.ts';

export const openInteractiveDeploy = async (
	setting: Setting,
	deploying: Deploying,
	terminal: RealTerminal,
	{TERM}: Pick<Surroundings, 'TERM'>,
): Promise<Interactive> => {
	const {clock} = setting.system;
	const engine = lateEngine<EdgeEvent, EdgeAction>();
	const store = openStore(engine, clock, {initial: initialEdgeState, reduce: reduceEdge});
	const console = runOnTerminal({clock, terminal, TERM}, () => (
		<EdgeApp console={store} clock={clock} words={words} />
	));
	return joined(console, async () => {
		const {openEdgeEngine} = await import('./deploy.ts');
		const session = openEdgeEngine(setting, deploying);
		engine.arrive(session);
		return {work: session.start(), close: session.close};
	});
};
