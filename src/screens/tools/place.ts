/** Where a console is among the tools; pure. */
import type {ToolHost} from './host.ts';
import type {ToolId} from './rows.tsx';

/** `last` is the one that was left. */
export type ToolPlace =
	| {readonly at: 'hub'; readonly last?: ToolId}
	| {readonly at: 'tool'; readonly id: ToolId};

export type ToolboxProps = {
	readonly host: ToolHost;
	readonly place: ToolPlace;
	readonly go: (place: ToolPlace) => void;
};

export const hubAfter = (place: ToolPlace | undefined): ToolPlace =>
	place?.at === 'tool' ? {at: 'hub', last: place.id} : {at: 'hub'};
