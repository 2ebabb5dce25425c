/** What a console may ask of the tools, beside the actions of its session. */
import type {DeedName, DeedParams} from './deeds/index.ts';
import type {LookParams, Subject} from './looks/index.ts';

export type ToolAction =
	/** Answered to every console, and asked again by who still looks. Any console may. */
	| {readonly [Of in Subject]: LookAction<Of>}[Subject]
	| {readonly [Of in DeedName]: DeedAction<Of>}[DeedName]
	/** Ends the deed that is being done. */
	| {readonly type: 'tool.stop'};

type LookAction<Of extends Subject> = {
	readonly type: 'tool.look';
	readonly subject: Of;
	readonly params: LookParams<Of>;
};

type DeedAction<Of extends DeedName> = {
	readonly type: 'tool.do';
	readonly deed: Of;
	readonly params: DeedParams<Of>;
};
