/** How the screens at the edge ask the engine. */
import type {EdgeAction} from '../../engine/edge/actions.ts';

export type EdgeDispatch = (action: EdgeAction) => void;
