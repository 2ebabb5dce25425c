/** What a tool stands before: the session that this console shows, of either kind. */

import type {EdgeState} from '../../store/edge/state.ts';
import type {ConsoleState} from '../../store/state.ts';
import type {EdgeDispatch} from '../edge/dispatch.ts';
import type {Dispatch} from '../moves.ts';

export type ToolHost = {
	/** Absent: no shell is allowed on this console. */
	readonly openShell?: () => void;
	/** Prints a file as lines on the terminal of this console; absent: it has none. */
	readonly sendLines?: (path: string, numbers: string) => void;
} & (
	| {readonly serves: 'install'; readonly state: ConsoleState; readonly dispatch: Dispatch}
	| {readonly serves: 'deploy'; readonly state: EdgeState; readonly dispatch: EdgeDispatch}
);

export type ToolProps = {
	readonly host: ToolHost;
	/** To the hub. */
	readonly back: () => void;
};

/** Whoever passes by a deployed host may look at it; its records ask first, and nothing is changed from it. */
export const isDeployed = ({serves, state}: ToolHost): boolean =>
	serves === 'deploy' && state.run?.outcome?.kind === 'done';
