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
		settled: async () => {
			let quiet = 0;
			for (let turn = 0; turn < mostTurns && quiet < quietTurns; turn++) {
				const {frameCount} = stdout;
				await ink.waitUntilRenderFlush();
				quiet = stdout.frameCount === frameCount ? quiet + 1 : 0;
			}
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

// React schedules an update in a microtask, renders it in a later turn of the loop, runs effects in the
// same or the next one, and their updates take the same way.
const quietTurns = 4;

// A screen that draws without end must not hold the next key.
const mostTurns = 50;
