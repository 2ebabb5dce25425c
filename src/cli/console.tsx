/** The console on this terminal; its engine is in this process or in another one. */

import {journalName} from '../engine/journal.ts';
import {InstallError} from '../errors.ts';
import {App} from '../screens/app.tsx';
import {openConsole} from '../screens/terminal/open-console.tsx';
import {chooseProfile} from '../screens/terminal/profile.ts';
import type {LinkPort} from '../store/attached.ts';
import type {ConsolePort} from '../store/port.ts';
import {handTerminalTo} from '../system/shell.ts';
import type {TerminalPort} from '../system/terminal.ts';
import type {Clock} from '../system/types.ts';
import {words} from '../words/index.ts';

export type ConsoleOptions = {
	readonly console: ConsolePort;
	/** Present when the engine is another process. */
	readonly link?: LinkPort;
	readonly clock: Clock;
	readonly terminal: TerminalPort;
	readonly stateDirectory: string;
	readonly TERM: string | undefined;
	/** Absent when this console may not open a root shell. */
	readonly shell?: string;
};

export type RunningConsole = {
	/** Resolves when the person left. Rejects when a screen or the line failed. */
	readonly ended: Promise<unknown>;
	/** Resolves when the newest picture is on the terminal. */
	readonly whenDrawn: () => Promise<void>;
	/** Restores the terminal. */
	readonly close: () => Promise<void>;
};

export const runConsole = (options: ConsoleOptions): RunningConsole => {
	const {console, link, clock, terminal, stateDirectory, TERM, shell} = options;
	const profile = chooseProfile({TERM, isTty: true, size: terminal.size()});
	if (profile.kind === 'plain') {
		throw new InstallError('TERMINAL_TOO_SIMPLE', {TERM: TERM ?? 'unknown', ...profile});
	}
	const openShell = (program: string): void => {
		void opened.suspend(() => handTerminalTo({program, args: []}));
	};
	const opened = openConsole(
		<App
			console={console}
			clock={clock}
			words={words}
			{...(link && {link})}
			journalPath={`${stateDirectory}/${journalName}`}
			{...(shell !== undefined && {openShell: () => openShell(shell)})}
		/>,
		terminal,
		profile,
		clock,
	);
	return {
		ended: opened.waitUntilExit(),
		whenDrawn: opened.whenSettled,
		close: opened.close,
	};
};
