/** The light in the header: what may be done to this host now, without fear. */
import type {ConsoleState} from '../store/state.ts';

export type SafeState = 'power-off' | 'writing' | 'remove-media';

/** A run counts as writing from its first step to its last event: too careful by seconds, never too bold. */
export const safeState = ({run, tools}: Pick<ConsoleState, 'run' | 'tools'>): SafeState => {
	if (tools.deed?.deed === 'disk.clear' && !tools.deed.outcome) return 'writing';
	if (!run) return 'power-off';
	if (!run.outcome) return 'writing';
	return run.outcome.kind === 'done' ? 'remove-media' : 'power-off';
};
