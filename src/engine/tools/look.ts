/** A question about this host that changes nothing. It is asked by a console while somebody looks, and never kept. */
import type {z} from 'zod';
import type {ToolContext} from './context.ts';

export type Look<Params, Reading> = {
	/** What a console may ask; anything else is refused. */
	readonly params: z.ZodType<Params>;
	/** After this it is told as unanswered. */
	readonly limitMs: number;
	/** The answer is plain JSON, and small: it goes to every console, each time. */
	readonly read: (context: ToolContext, params: Params, signal: AbortSignal) => Promise<Reading>;
};
