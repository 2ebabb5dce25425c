/**
 * What a console may ask of the engine at the edge, as plain data. Where an install has the same question, the
 * action is the same.
 */
import type {SiteAnswers} from '../../config/site-answers.ts';
import type {Action} from '../actions.ts';
import type {ToolAction} from '../tools/actions.ts';

type Shared = Extract<
	Action,
	{
		readonly type:
			| 'facts.refresh'
			| 'finding.accept'
			| 'run.cancel'
			| 'run.retry'
			| 'run.skip'
			| 'failure.acknowledge';
	}
>;

export type EdgeAction =
	| Shared
	| ToolAction
	/** Takes the configuration of this medium, also in place of one that was imported before. */
	| {readonly type: 'site.import'; readonly device: string}
	/** Makes a configuration of typed answers. The secrets in it stay secrets. */
	| {readonly type: 'site.type'; readonly answers: SiteAnswers}
	/** Starts the deployment; refused while a blocker stands. */
	| {readonly type: 'deploy.start'}
	/** Puts back what recert changed, from the snapshot. */
	| {readonly type: 'recert.rollback'}
	/** Onto a stick, by its kernel path. */
	| {readonly type: 'access.save'; readonly device: string}
	/** Somebody has written it down; it is shown no more. */
	| {readonly type: 'access.forget'};
