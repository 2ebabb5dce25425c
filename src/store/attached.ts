/**
 * A store whose engine is another process: the whole state comes over the socket first, then each event. How
 * this console stands to the engine is told beside it.
 */
import {
	type AttachOptions,
	attachEngine,
	type FromEngine,
	type Link,
} from '../engine/service/client.ts';
import type {EngineEnd, Reduction} from './create.ts';

export type LinkPort = {
	readonly getLink: () => Link;
	/** Returns the function that ends the subscription. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly baton: (verb: 'take' | 'keep' | 'give') => void;
};

export type Attached<State, Told, Asked> = {
	readonly engine: EngineEnd<StateOr<State, Told>, Asked>;
	readonly link: LinkPort;
	/** As that of an attachment. */
	readonly ended: Promise<void>;
};

type StateOr<State, Told> = Told | {readonly type: 'link.state'; readonly state: State};

/** Subscribe to the engine before anything else: what comes before is not kept. */
export const attachedEngine = <
	State,
	Told extends {readonly type: string},
	Asked extends {readonly type: string},
>(
	options: Omit<AttachOptions<State, Told>, 'listener'>,
): Attached<State, Told, Asked> => {
	const toEngine = new Set<(event: StateOr<State, Told>) => void>();
	const toLink = new Set<() => void>();
	let link: Link = {isConnected: false, baton: {}};
	const tellEngine = (event: StateOr<State, Told>): void => {
		for (const tell of toEngine) {
			tell(event);
		}
	};
	/** What was refused for want of the keys is refused no more, once they are here. */
	const listener = (event: FromEngine<State, Told>): void => {
		if (isLinkChange(event)) {
			const hasNewKeys = !holds(link) && holds(event.link);
			link = event.link;
			if (hasNewKeys) {
				tellEngine({type: 'action.taken'} as StateOr<State, Told>);
			}
			for (const tell of toLink) {
				tell();
			}
			return;
		}
		tellEngine(event as StateOr<State, Told>);
	};
	const {dispatch, baton, ended} = attachEngine<State, Told, Asked>({...options, listener});
	return {
		engine: {
			subscribe: (tell) => {
				toEngine.add(tell);
				return () => toEngine.delete(tell);
			},
			dispatch,
		},
		link: {
			getLink: () => link,
			subscribe: (tell) => {
				toLink.add(tell);
				return () => toLink.delete(tell);
			},
			baton,
		},
		ended,
	};
};

export const attachedReduction = <State, Told extends {readonly type: string}>({
	initial,
	reduce,
}: Reduction<State, Told>): Reduction<State, StateOr<State, Told>> => ({
	initial,
	reduce: (state, event) => (isWholeState(event) ? event.state : reduce(state, event)),
});

const holds = ({you, baton}: Link): boolean => you !== undefined && baton.holder?.id === you;

const isLinkChange = (event: {
	readonly type: string;
}): event is {readonly type: 'link.changed'; readonly link: Link} => event.type === 'link.changed';

const isWholeState = <State, Told extends {readonly type: string}>(
	event: StateOr<State, Told>,
): event is {readonly type: 'link.state'; readonly state: State} => event.type === 'link.state';
