/** Actions of the install session as they come over the socket: anything else than what is named here is refused. */
import {z} from 'zod';
import {InstallError} from '../../errors.ts';
import type {Action} from '../actions.ts';
import {toolActions} from '../tools/read-action.ts';

/** Values of answers are checked by the engine, as those of every other source. */
const action: z.ZodType<Action> = z.discriminatedUnion('type', [
	...toolActions,
	z.strictObject({type: z.literal('facts.refresh')}),
	z.strictObject({type: z.literal('disk.choose'), path: z.string()}),
	z.strictObject({
		type: z.literal('answers.set'),
		answers: z.record(z.string(), z.unknown()) as z.ZodType<
			(Action & {readonly type: 'answers.set'})['answers']
		>,
	}),
	z.strictObject({type: z.literal('seed.read')}),
	z.strictObject({type: z.literal('network.check')}),
	z.strictObject({type: z.literal('finding.accept'), id: z.string()}),
	z.strictObject({type: z.literal('install.start'), typed: z.string()}),
	z.strictObject({type: z.literal('countdown.pause')}),
	z.strictObject({type: z.literal('countdown.resume')}),
	z.strictObject({type: z.literal('countdown.end')}),
	z.strictObject({type: z.literal('run.cancel')}),
	z.strictObject({type: z.literal('run.retry')}),
	z.strictObject({type: z.literal('run.skip'), step: z.string()}),
	z.strictObject({type: z.literal('failure.acknowledge')}),
	z.strictObject({type: z.literal('host.power'), what: z.enum(['reboot', 'poweroff'])}),
]);

/** @throws InstallError PROTOCOL_BROKEN */
export const readAction = (value: unknown): Action => {
	const parsed = action.safeParse(value);
	if (!parsed.success) {
		throw new InstallError('PROTOCOL_BROKEN', {from: 'a console'});
	}
	return parsed.data;
};
