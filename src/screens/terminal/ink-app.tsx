/** Ink as we use it: complete frames to our stream, nothing read, nothing else written. */
import chalk from 'chalk';
import {render} from 'ink';
import type {ReactElement} from 'react';
import {type FrameStream, inertInput, nowhere} from './ink-streams.ts';

export type InkApp = {
	/** When the state changes made so far have led to their frames. */
	readonly settled: () => Promise<void>;
	readonly end: () => void;
	/** Ends the app with an error. The first one counts. */
	readonly fail: (error: unknown) => void;
	/** The value given to `exit`, or the error. */
	readonly ended: Promise<unknown>;
};

export const startInk = (element: ReactElement, stdout: FrameStream): InkApp => {
	// Styles always reach the writer, which knows better than the environment what the line can show.
	chalk.level = 1;
	const ink = render(element, {
		stdout,
		stderr: nowhere(stdout),
		stdin: inertInput(),
		debug: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
		isScreenReaderEnabled: false,
	});
	let failure: {readonly error: unknown} | undefined;

	return {
		// React schedules in a microtask and renders in the next turn; effects may ask for one turn more.
		settled: async () => {
			await Promise.resolve();
			await ink.waitUntilRenderFlush();
			await ink.waitUntilRenderFlush();
		},
		end: ink.unmount,
		fail: (error) => {
			failure ??= {error};
			ink.unmount();
		},
		ended: ink.waitUntilExit().then((value) => {
			if (failure) throw failure.error;
			return value;
		}),
	};
};
