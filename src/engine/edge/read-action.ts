/** Actions at the edge as they come over the socket: anything else than what is named here is refused. */
import {z} from 'zod';
import type {SiteAnswers} from '../../config/site-answers.ts';
import {InstallError} from '../../errors.ts';
import {toolActions} from '../tools/read-action.ts';
import type {EdgeAction} from './actions.ts';

/** Answers are checked when the configuration is made of them, as those of a medium. */
const action: z.ZodType<EdgeAction> = z.discriminatedUnion('type', [
	...toolActions,
	z.strictObject({type: z.literal('facts.refresh')}),
	z.strictObject({type: z.literal('finding.accept'), id: z.string()}),
	z.strictObject({type: z.literal('site.import'), device: z.string()}),
	z.strictObject({
		type: z.literal('site.type'),
		answers: z.record(z.string(), z.unknown()) as unknown as z.ZodType<SiteAnswers>,
	}),
	z.strictObject({type: z.literal('deploy.start')}),
	z.strictObject({type: z.literal('run.cancel')}),
	z.strictObject({type: z.literal('run.retry')}),
	z.strictObject({type: z.literal('run.skip'), step: z.string()}),
	z.strictObject({type: z.literal('recert.rollback')}),
	z.strictObject({type: z.literal('failure.acknowledge')}),
	z.strictObject({type: z.literal('access.save'), device: z.string()}),
	z.strictObject({type: z.literal('access.forget')}),
]);

/** @throws InstallError PROTOCOL_BROKEN */
export const readEdgeAction = (value: unknown): EdgeAction => {
	const parsed = action.safeParse(value);
	if (!parsed.success) {
		throw new InstallError('PROTOCOL_BROKEN', {from: 'a console'});
	}
	return parsed.data;
};
