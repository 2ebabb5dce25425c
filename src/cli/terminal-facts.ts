/**
 * What is found out of the terminal of this process before anything is drawn on it: its name, the speed of its line,
 * what it draws, and its size, which is set where nobody had set it. Never asked of another terminal.
 */
import {probeTerminal, withLateProof, withToldSize, withUnread} from '../screens/terminal/probe.ts';
import {
	canAddressCursor,
	mediumOf,
	type TerminalFacts,
	type TerminalKind,
	usableSize,
} from '../screens/terminal/profile.ts';
import type {RealTerminal} from '../system/terminal.ts';
import type {System} from '../system/types.ts';
import {readLineSettings, setLineSize} from '../tools/stty.ts';
import {mostCrashes} from './crash-count.ts';
import {ordersOf} from './orders.ts';

/** What the command line says of it. */
export type TerminalWords = {
	readonly ui?: TerminalKind;
	/** Of a line that cannot tell. */
	readonly lineSpeedBaud?: number;
};

export type LookedAt = {readonly terminal: RealTerminal; readonly facts: TerminalFacts};

export const lookAtTerminal = async (
	system: System,
	terminal: RealTerminal,
	TERM: string | undefined,
	words: TerminalWords,
	crashes = 0,
): Promise<LookedAt> => {
	const [ttyName, orders] = await Promise.all([
		system.files.resolve('/proc/self/fd/0'),
		ordersOf(system),
	]);
	// Only whoever stands at the line knows that it can be drawn on again.
	const known =
		crashes >= mostCrashes && words.ui === undefined
			? {TERM, isTty: true, ttyName, requested: 'plain' as const, crashes}
			: {TERM, isTty: true, ttyName, requested: words.ui ?? orders.ui};
	const isSized = isSet(terminal.size());
	const line =
		isSized && mediumOf(ttyName) !== 'serial'
			? terminal
			: withToldSize(terminal, (told) => setSize(system, ttyName, told));
	const lineSpeedBaud = words.lineSpeedBaud ?? (await speedOf(system, ttyName));
	if (!canAddressCursor(known) || known.requested === 'plain') {
		await (isSized || setSize(system, ttyName, {columns: 0, rows: 0}));
		return {terminal: line, facts: {...known, size: terminal.size(), lineSpeedBaud}};
	}
	const {
		isUtf8,
		size = terminal.size(),
		unread,
	} = await probeTerminal(terminal, system.clock, !isSized);
	if (!isSized) await line.setSize?.(size);
	const late = Promise.withResolvers<void>();
	const facts = {...known, size: isSized ? terminal.size() : size, lineSpeedBaud, isUtf8};
	return {
		terminal: withUnread(isUtf8 === undefined ? withLateProof(line, late.resolve) : line, unread),
		facts: {...facts, lateProof: late.promise},
	};
};

const isSet = ({columns, rows}: TerminalFacts['size']): boolean => columns > 0 && rows > 0;

/** Only a serial line has one; the others report what they were made with. */
const speedOf = async (system: System, ttyName = ''): Promise<number | undefined> => {
	if (mediumOf(ttyName) !== 'serial') return undefined;
	return readLineSettings(system, ttyName).then(({speedBaud}) => speedBaud, nothing);
};

/** Without it the console still has a size of its own; only what is started from it would not. */
const setSize = async (
	system: System,
	ttyName: string | undefined,
	size: TerminalFacts['size'],
): Promise<void> => {
	if (ttyName !== undefined) await setLineSize(system, ttyName, usableSize(size)).catch(nothing);
};

const nothing = (): undefined => undefined;
