/** The console of an install on this terminal; its engine is in this process or in another one. */

import {journalName} from '../engine/journal-name.ts';
import {App} from '../screens/app.tsx';
import type {ConsolePort} from '../store/port.ts';
import {words} from '../words/index.ts';
import {linesSender} from './send-lines.ts';
import type {Setting} from './setting.ts';
import {type RunningConsole, runOnTerminal, type TerminalOptions} from './terminal-console.ts';

export type ConsoleOptions = TerminalOptions & {
	readonly console: ConsolePort;
	readonly stateDirectory: string;
	/** Absent where no root shell is allowed. */
	readonly shell?: string;
} & Pick<Setting, 'program' | 'version'>;

export const runConsole = (options: ConsoleOptions): RunningConsole => {
	const {console, stateDirectory, shell, program, version, ...terminal} = options;
	const {link} = terminal;
	return runOnTerminal(terminal, (openShell, handOver) => (
		<App
			console={console}
			clock={terminal.clock}
			words={words}
			{...(link && {link})}
			journalPath={`${stateDirectory}/${journalName}`}
			{...(version !== undefined && {version})}
			{...(program && {sendLines: linesSender(program, handOver)})}
			{...(shell !== undefined && {openShell: () => openShell({program: shell, args: []})})}
		/>
	));
};
