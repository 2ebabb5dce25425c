/** What the tools tell: answers of looks, and what becomes of the one deed. */
import type {Problem} from '../../errors.ts';
import type {DeedProgress} from './deed.ts';
import type {DeedName, DeedResult} from './deeds/index.ts';
import type {LookParams, Reading, Subject} from './looks/index.ts';

export type ToolEvent =
	| {readonly [Of in Subject]: Seen<Of> | Unseen<Of>}[Subject]
	| {
			readonly type: 'deed.started';
			readonly deed: DeedName;
			/** What it is done to. */
			readonly about: string;
			/** ISO 8601. */
			readonly at: string;
	  }
	| {readonly type: 'deed.progressed'; readonly progress: DeedProgress}
	| {readonly [Of in DeedName]: DeedEnded<Of>}[DeedName];

type Seen<Of extends Subject> = {
	readonly type: 'tool.seen';
	readonly subject: Of;
	/** As they were asked, for who asked. */
	readonly params: LookParams<Of>;
	/** ISO 8601. */
	readonly at: string;
	readonly reading: Reading<Of>;
};

type Unseen<Of extends Subject> = {
	readonly type: 'tool.unseen';
	readonly subject: Of;
	readonly params: LookParams<Of>;
	readonly at: string;
	readonly problem: Problem;
};

type DeedEnded<Of extends DeedName> = {
	readonly type: 'deed.ended';
	readonly deed: Of;
	readonly at: string;
	readonly outcome: DeedOutcome<DeedResult<Of>>;
};

export type DeedOutcome<Result> =
	| {readonly kind: 'done'; readonly result: Result}
	| {readonly kind: 'cancelled'}
	| {readonly kind: 'failed'; readonly problem: Problem};
