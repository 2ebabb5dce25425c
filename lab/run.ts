/**
 * Short ways to run programs for lab stages; the last line of each shows as the stage's latest word. They do
 * not outlive a lab that is killed: they would go on writing where the next build begins.
 */
import type {Output, RunOptions} from '../src/system/types.ts';
import type {Lab} from './stage.ts';

export const run = (
	{system, reporter, signal}: Lab,
	[program, ...args]: readonly [string, ...string[]],
	options: RunOptions = {},
): Promise<Output> =>
	system.run(
		{program: 'setpriv', args: ['--pdeathsig', 'KILL', program, ...args]},
		{
			...(signal && {signal}),
			onStdoutLine: reporter.detail,
			onStderrLine: reporter.detail,
			...options,
		},
	);

/** The program's standard output without the line end. */
export const outputOf = async (
	lab: Lab,
	command: readonly [string, ...string[]],
	options: RunOptions = {},
): Promise<string> =>
	(await run(lab, command, {onStdoutLine: () => {}, ...options})).stdout.trimEnd();
