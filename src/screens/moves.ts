/** What a screen may ask of the console around it; what it may ask of the engine is an `Action`. */
import type {Action} from '../engine/actions.ts';
import type {Overlay, Section} from './routes.ts';

export type Moves<Place = Section | 'confirm', Cover = Overlay> = {
	/** This section is answered or read: on to the next. */
	readonly forward: () => void;
	readonly back: () => void;
	readonly open: (to: Place) => void;
	readonly show: (cover: Cover) => void;
	readonly ask: (dialog: Dialog) => void;
};

export type Dialog = 'more' | 'leave' | 'cancel';

export type Dispatch = (action: Action) => void;

/** What a screen asks that stands before more than one engine. */
export type Asks<Type extends Action['type']> = (
	action: Extract<Action, {readonly type: Type}>,
) => void;
