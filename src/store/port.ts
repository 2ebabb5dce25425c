/** What a console holds: state out, actions in. The same shape in one process and over a socket. */
import type {Action} from '../engine/actions.ts';
import type {ConsoleState} from './state.ts';

export type ConsolePort<State = ConsoleState, Asked = Action> = {
	readonly getState: () => State;
	/** Returns the function that ends the subscription. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly dispatch: (action: Asked) => void;
};
