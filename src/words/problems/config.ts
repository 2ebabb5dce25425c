/** Problems of configuration documents. */
import {problem} from './problem.ts';

export const configProblems = {
	CONFIG_INVALID: problem(
		'input',
		({source, faults}: {source: string; faults: readonly string[]}) => ({
			message: `Reading the configuration (${source}): ${faults.join('; ')}.`,
			remedy: [`Correct ${source} and start again.`],
		}),
	),
};
