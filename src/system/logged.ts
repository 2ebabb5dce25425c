/** A system that tells each command before it runs and how it ended. Behaviour is otherwise unchanged. */
import {toProblem} from '../errors.ts';
import {commandLine} from './run.ts';
import type {Command, RunOptions, System} from './types.ts';

export type CommandRecord = {
	readonly command: string;
	readonly durationMs: number;
	/** `exit 0`, or the message of what went wrong. */
	readonly ended: string;
};

export const logged = (system: System, log: (record: CommandRecord) => void): System => ({
	...system,
	run: async (command: Command, options: RunOptions = {}) => {
		const startedMs = system.clock.monotonicMs();
		const tell = (ended: string): void => {
			const durationMs = Math.round(system.clock.monotonicMs() - startedMs);
			log({command: commandLine(command), durationMs, ended});
		};
		try {
			const output = await system.run(command, options);
			tell(`exit ${output.exitCode}`);
			return output;
		} catch (error) {
			tell(toProblem(error).message);
			throw error;
		}
	},
});
