/** Actions for the tools as they come over the socket. Params are checked by the look or the deed itself. */
import {z} from 'zod';
import type {ToolAction} from './actions.ts';
import {deeds} from './deeds/index.ts';
import {looks} from './looks/index.ts';

export const toolActions = [
	z.strictObject({
		type: z.literal('tool.look'),
		subject: z.enum(keysOf(looks)),
		params: z.record(z.string(), z.unknown()),
	}) as unknown as z.ZodObject<{type: z.ZodLiteral<'tool.look'>}> &
		z.ZodType<ToolAction & {readonly type: 'tool.look'}>,
	z.strictObject({
		type: z.literal('tool.do'),
		deed: z.enum(keysOf(deeds)),
		params: z.record(z.string(), z.unknown()),
	}) as unknown as z.ZodObject<{type: z.ZodLiteral<'tool.do'>}> &
		z.ZodType<ToolAction & {readonly type: 'tool.do'}>,
	z.strictObject({type: z.literal('tool.stop')}),
] as const;

function keysOf<Table extends object>(table: Table): readonly (keyof Table & string)[] {
	return Object.keys(table) as (keyof Table & string)[];
}
