/** What a technician may have done to this host outside a plan. One at a time, each with an outcome. */
import type {z} from 'zod';
import type {ProgressUnit} from '../step.ts';
import type {ToolContext} from './context.ts';

export type Deed<Params, Result> = {
	readonly params: z.ZodType<Params>;
	/** What it is done to, for every console, as the name of a unit. Never a secret. */
	readonly about: (params: Params) => string;
	/** It may be done while a run goes on. */
	readonly isHarmless: boolean;
	/** @throws InstallError when it must not be done now */
	readonly requireAllowed?: (context: ToolContext, params: Params) => void;
	/** The result is plain JSON: screens make words of it. */
	readonly do: (context: ToolContext, params: Params, doing: Doing) => Promise<Result>;
};

export type Doing = {
	readonly signal: AbortSignal;
	readonly tell: (progress: DeedProgress) => void;
};

/** Each part holds until it is told anew. */
export type DeedProgress = {
	readonly done?: number;
	readonly total?: number;
	readonly unit?: ProgressUnit;
	/** What a program said, or what is being done now. */
	readonly line?: string;
};
