/** Runs the user's script with the installed system mounted; what it prints becomes the log of the step. */
import {InstallError} from '../../errors.ts';
import {lastLineOf} from '../../tools/said.ts';
import type {StepContext} from '../step.ts';
import {type OnDisk, onTarget} from './on-disk.ts';

export type PostRunParams = OnDisk & {readonly script: string};

export const runPostScript = onTarget<PostRunParams>({
	ifSkipped: 'what the script of the site does is not done.',
	run: async ({script}, context) => {
		if ((await context.system.files.stat(script)) === undefined) {
			return {skipped: `there is no ${script}`};
		}
		await runScript(script, context);
		return undefined;
	},
});

const runScript = async (script: string, {system, signal, log}: StepContext): Promise<void> => {
	try {
		await system.run(
			{program: script, args: []},
			{signal, cwd: '/', onStdoutLine: log, onStderrLine: log},
		);
	} catch (error) {
		if (signal.aborted || !(error instanceof InstallError)) {
			throw error;
		}
		const why = error.code === 'COMMAND_MISSING' ? 'it cannot be started' : lastLineOf(error);
		throw new InstallError('POST_SCRIPT_FAILED', {script, why}, {cause: error});
	}
};
