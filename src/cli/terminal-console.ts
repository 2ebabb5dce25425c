/** A console on this terminal, whichever screens it has: the profile of the line, the shell, and the end. */
import {InstallError} from '../errors.ts';
import {openConsole} from '../screens/terminal/open-console.tsx';
import {chooseProfile} from '../screens/terminal/profile.ts';
import {handTerminalTo} from '../system/shell.ts';
import type {TerminalPort} from '../system/terminal.ts';
import type {Clock} from '../system/types.ts';

export type TerminalOptions = {
	readonly clock: Clock;
	readonly terminal: TerminalPort;
	readonly TERM: string | undefined;
};

export type RunningConsole = {
	/** Resolves when the person left. Rejects when a screen or the line failed. */
	readonly ended: Promise<unknown>;
	/** Resolves when the newest picture is on the terminal. */
	readonly whenDrawn: () => Promise<void>;
	/** Restores the terminal. */
	readonly close: () => Promise<void>;
};

/** @param draw is given what hands the terminal to a program, and takes it back afterwards */
export const runOnTerminal = (
	{clock, terminal, TERM}: TerminalOptions,
	draw: (openShell: (program: string) => void) => Parameters<typeof openConsole>[0],
): RunningConsole => {
	const profile = chooseProfile({TERM, isTty: true, size: terminal.size()});
	if (profile.kind === 'plain') {
		throw new InstallError('TERMINAL_TOO_SIMPLE', {TERM: TERM ?? 'unknown', ...profile});
	}
	const openShell = (program: string): void => {
		void opened.suspend(() => handTerminalTo({program, args: []}));
	};
	const opened = openConsole(draw(openShell), terminal, profile, clock);
	return {
		ended: opened.waitUntilExit(),
		whenDrawn: opened.whenSettled,
		close: opened.close,
	};
};
