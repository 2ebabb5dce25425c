/**
 * What a terminal can do, as plain data, and how that is decided from facts. Nothing here asks the
 * terminal; the safe answer is taken when a fact is missing.
 */
export type TerminalKind = 'rich' | 'basic' | 'plain';

export type TerminalProfile = {
	readonly kind: TerminalKind;
	readonly columns: number;
	readonly rows: number;
	/** Screens always use the safe Unicode set; under `ascii` the writer substitutes it. */
	readonly glyphs: 'utf8' | 'ascii';
	readonly colour: boolean;
	/** The shortest time between two frames. A key's echo does not wait for it. */
	readonly frameIntervalMs: number;
	/** How long a lone Escape may still turn out to be the start of a sequence. */
	readonly escapeTimeoutMs: number;
};

export type TerminalSize = {readonly columns: number; readonly rows: number};

export type TerminalFacts = {
	readonly TERM: string | undefined;
	readonly isTty: boolean;
	readonly size: TerminalSize;
	/** `/dev/tty1`, `/dev/ttyS0`, `/dev/pts/3`. */
	readonly ttyName?: string;
	readonly lineSpeedBaud?: number;
	/** `ibi.ui=`: what the operator asked for. */
	readonly requested?: TerminalKind;
};

type Medium = 'screen' | 'serial' | 'remote';

const fallbackSize: TerminalSize = {columns: 80, rows: 24};

/** A serial line reports 0x0 until somebody sets it. */
export const usableSize = ({columns, rows}: TerminalSize): TerminalSize =>
	columns > 0 && rows > 0 ? {columns, rows} : fallbackSize;

export const chooseProfile = (facts: TerminalFacts): TerminalProfile => {
	const medium = mediumOf(facts);
	const kind = kindOf(facts, medium);
	return {
		kind,
		...usableSize(facts.size),
		glyphs: kind === 'rich' ? 'utf8' : 'ascii',
		colour: kind === 'rich',
		frameIntervalMs: frameIntervalMs(medium, facts.lineSpeedBaud),
		escapeTimeoutMs: escapeTimeoutMs(medium, facts.lineSpeedBaud),
	};
};

const mediumOf = ({ttyName = ''}: TerminalFacts): Medium => {
	if (/^\/dev\/(?:tty\d+|console)$/.test(ttyName)) return 'screen';
	if (/^\/dev\/(?:tty[A-Z]+\d+|hvc\d+)$/.test(ttyName)) return 'serial';
	return 'remote';
};

const kindOf = (facts: TerminalFacts, medium: Medium): TerminalKind => {
	if (!canAddressCursor(facts)) return 'plain';
	if (facts.requested) return facts.requested;
	if (isTooSmall(facts.size) || isTooSlow(facts, medium)) return 'plain';
	return medium === 'serial' || !isKnownRich(facts.TERM) ? 'basic' : 'rich';
};

const canAddressCursor = ({TERM, isTty}: TerminalFacts): boolean =>
	isTty && TERM !== undefined && TERM !== '' && TERM !== 'dumb' && TERM !== 'unknown';

const isTooSmall = (size: TerminalSize): boolean => {
	const {columns, rows} = usableSize(size);
	return columns < 40 || rows < 12;
};

const isTooSlow = ({lineSpeedBaud = 9600}: TerminalFacts, medium: Medium): boolean =>
	medium === 'serial' && lineSpeedBaud <= 2400;

const isKnownRich = (TERM: string | undefined): boolean =>
	/^(?:linux|xterm|screen|tmux|rxvt|alacritty|foot|kitty|konsole|vte|gnome)/.test(TERM ?? '');

// Measured at 80x24 with five state changes a second: these keep both lines below a third of their load.
const frameIntervalMs = (medium: Medium, lineSpeedBaud = 9600): number => {
	if (medium === 'screen') return 33;
	if (medium === 'remote') return 100;
	return lineSpeedBaud >= 57_600 ? 200 : 500;
};

// Packets of a serial-over-LAN session can be this far apart.
const escapeTimeoutMs = (medium: Medium, lineSpeedBaud = 9600): number => {
	if (medium === 'screen') return 50;
	if (medium === 'remote') return 150;
	return lineSpeedBaud >= 57_600 ? 250 : 500;
};
