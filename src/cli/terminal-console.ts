/** A console on this terminal, whichever screens it has: the profile of the line, the shell, and the end. */
import {openConsole} from '../screens/terminal/open-console.tsx';
import {chooseProfile, type TerminalFacts} from '../screens/terminal/profile.ts';
import type {LinkPort} from '../store/attached.ts';
import {handTerminalTo} from '../system/shell.ts';
import type {TerminalPort} from '../system/terminal.ts';
import type {Clock, Command} from '../system/types.ts';
import {words} from '../words/index.ts';

export type TerminalOptions = {
	readonly clock: Clock;
	readonly terminal: TerminalPort;
	readonly facts: TerminalFacts;
	/** Present when the engine is another process. */
	readonly link?: LinkPort;
};

export type RunningConsole = {
	/** Resolves when the person left. Rejects when a screen or the line failed. */
	readonly ended: Promise<unknown>;
	/** Resolves when the newest picture is on the terminal. */
	readonly whenDrawn: () => Promise<void>;
	/** Restores the terminal. */
	readonly close: () => Promise<void>;
};

/** A shell says nothing of how to leave it. */
const {opened: what, back} = words.screens.shell;
const farewell = `\r\n${what}\r\n${back}\r\n\r\n`;

/** @param draw is given what hands the terminal to a program, and takes it back afterwards */
export const runOnTerminal = (
	{clock, terminal, facts, link}: TerminalOptions,
	draw: (
		openShell: (shell: Command) => void,
		handOver: (program: Command) => void,
	) => Parameters<typeof openConsole>[0],
): RunningConsole => {
	const openShell = (shell: Command): void => {
		void opened.suspend(async () => {
			await terminal.write(Buffer.from(farewell));
			await handTerminalTo(shell);
		});
	};
	/** To a program that ends by itself. */
	const handOver = (program: Command): void => {
		void opened.suspend(() => handTerminalTo(program));
	};
	const notice =
		facts.crashes === undefined ? undefined : words.screens.plain.crashed(facts.crashes);
	const screens = draw(openShell, handOver);
	const opened = openConsole(screens, terminal, chooseProfile(facts), clock, notice);
	void facts.lateProof?.then(() => opened.improve(chooseProfile({...facts, isUtf8: true})));
	if (link) whenConnected(link, opened.askSize);
	return {
		ended: opened.waitUntilExit(),
		whenDrawn: opened.whenSettled,
		close: opened.close,
	};
};

/** Whenever it is found, and found again. */
const whenConnected = (link: LinkPort, listener: () => void): void => {
	let was = link.getLink().isConnected;
	link.subscribe(() => {
		const {isConnected} = link.getLink();
		if (isConnected && !was) listener();
		was = isConnected;
	});
};
