/** What the engine tells its consoles beside the events of a run: one union, all JSON, reduced by the store. */
import type {Mode} from '../config/orders.ts';
import type {Config} from '../config/settings.ts';
import type {Problem} from '../errors.ts';
import type {Confirmation} from '../hardware/confirmation.ts';
import type {Facts} from '../hardware/facts.ts';
import type {SeedInfo} from '../seed/info.ts';
import type {ApiTold} from './api/notice.ts';
import type {Finding} from './check.ts';
import type {Countdown} from './countdown.ts';
import type {InstallEvent} from './events.ts';
import type {LadderFacts} from './ladder/facts.ts';
import type {Plan} from './plan.ts';
import type {ToolEvent} from './tools/events.ts';

export type SessionEvent =
	| ToolEvent
	| ApiTold
	/** How far the kernel arguments let it go by itself. */
	| {readonly type: 'mode.ordered'; readonly mode: Mode}
	| {readonly type: 'facts.loading'}
	| {readonly type: 'facts.loaded'; readonly facts: Facts}
	| {readonly type: 'facts.failed'; readonly problem: Problem}
	| {readonly type: 'config.merged'; readonly config: Config}
	| {readonly type: 'seed.absent'}
	| {readonly type: 'seed.loading'}
	| {readonly type: 'seed.loaded'; readonly seed: SeedInfo}
	| {readonly type: 'seed.failed'; readonly problem: Problem}
	| {readonly type: 'ladder.absent'}
	| {readonly type: 'ladder.loading'}
	| {readonly type: 'ladder.loaded'; readonly ladder: LadderFacts}
	| {readonly type: 'ladder.failed'; readonly problem: Problem}
	/** Everything that follows from facts, settings, disk and seed, in one piece. */
	| {readonly type: 'decided'; readonly decision: Decision}
	| {readonly type: 'finding.accepted'; readonly id: string}
	| {readonly type: 'action.refused'; readonly problem: Problem}
	| {readonly type: 'action.taken'}
	| {readonly type: 'failure.acknowledged'}
	| {readonly type: 'countdown.told'; readonly countdown: Countdown}
	/** It elapsed, or somebody goes on by hand. */
	| {readonly type: 'countdown.over'}
	| {readonly type: 'run.event'; readonly event: InstallEvent};

export type Decision = {
	/** Kernel path of the chosen disk in the newest facts. */
	readonly chosenDisk?: string;
	readonly confirmation?: Confirmation;
	readonly findings: readonly Finding[];
	/** Present when everything is answered and no blocker stands. */
	readonly plan?: Plan;
};
