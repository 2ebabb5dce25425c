/**
 * What a terminal can do, as plain data, and how that is decided from facts. Nothing here asks the
 * terminal; the safe answer is taken when a fact is missing.
 */
export type TerminalKind = 'rich' | 'basic' | 'plain';

export type Glyphs = 'utf8' | 'ascii';

export type TerminalProfile = {
	readonly kind: TerminalKind;
	readonly columns: number;
	readonly rows: number;
	/** Screens always use the safe Unicode set; under `ascii` the writer substitutes it. */
	readonly glyphs: Glyphs;
	/** Those that were proven, and that the line has room for: what `basic` shows. */
	readonly basicGlyphs: Glyphs;
	readonly colour: boolean;
	/** The shortest time between two frames. A key's echo does not wait for it. */
	readonly frameIntervalMs: number;
	/** How long a lone Escape may still turn out to be the start of a sequence. */
	readonly escapeTimeoutMs: number;
	/** What the line carries; absent: more than screens need. */
	readonly lineBytesPerSecond?: number;
};

export type TerminalSize = {readonly columns: number; readonly rows: number};

export type TerminalFacts = {
	readonly TERM: string | undefined;
	readonly isTty: boolean;
	readonly size: TerminalSize;
	/** `/dev/tty1`, `/dev/ttyS0`, `/dev/pts/3`. */
	readonly ttyName?: string | undefined;
	/** Of a line that has one: a pseudo-terminal only pretends to. */
	readonly lineSpeedBaud?: number | undefined;
	/** It drew a glyph of two bytes as one. */
	readonly isUtf8?: boolean | undefined;
	/** Resolves when it has done that after its time. */
	readonly lateProof?: Promise<void> | undefined;
	/** `ibi.ui=`, `--ui`: what the operator asked for. */
	readonly requested?: TerminalKind | undefined;
	/** So often the screens of this line could not be drawn, in a row: they are said in lines. */
	readonly crashes?: number | undefined;
};

export type Medium = 'screen' | 'serial' | 'remote';

const fallbackSize: TerminalSize = {columns: 80, rows: 24};

/** A serial line reports 0x0 until somebody sets it. */
export const usableSize = ({columns, rows}: TerminalSize): TerminalSize =>
	columns > 0 && rows > 0 ? {columns, rows} : fallbackSize;

export const chooseProfile = (facts: TerminalFacts): TerminalProfile => {
	const medium = mediumOf(facts.ttyName);
	const lineSpeedBaud = speedOf(facts, medium);
	const profile: TerminalProfile = {
		kind: 'basic',
		...usableSize(facts.size),
		glyphs: 'ascii',
		basicGlyphs: facts.isUtf8 && !isSlow(lineSpeedBaud) ? 'utf8' : 'ascii',
		colour: false,
		frameIntervalMs: frameIntervalMs(medium, lineSpeedBaud),
		escapeTimeoutMs: escapeTimeoutMs(medium, lineSpeedBaud),
		...(lineSpeedBaud !== undefined && {lineBytesPerSecond: lineSpeedBaud / bitsOfByte}),
	};
	return profileAs(profile, kindOf(facts, medium, lineSpeedBaud));
};

/** The same terminal in another mode. */
export const profileAs = (profile: TerminalProfile, kind: TerminalKind): TerminalProfile => ({
	...profile,
	kind,
	glyphs: glyphsOf(profile, kind),
	colour: kind === 'rich',
});

export const mediumOf = (ttyName = ''): Medium => {
	if (/^\/dev\/(?:tty\d+|console)$/.test(ttyName)) return 'screen';
	if (/^\/dev\/(?:tty[A-Z]+\d+|hvc\d+)$/.test(ttyName)) return 'serial';
	return 'remote';
};

/** Whether the terminal may be asked anything: one that moves no cursor would print the question. */
export const canAddressCursor = ({TERM, isTty}: Pick<TerminalFacts, 'TERM' | 'isTty'>): boolean =>
	isTty && TERM !== undefined && TERM !== '' && TERM !== 'dumb' && TERM !== 'unknown';

// Start bit, eight bits, stop bit.
const bitsOfByte = 10;

/** Until we know better a serial line is a slow one. */
const speedOf = ({lineSpeedBaud}: TerminalFacts, medium: Medium): number | undefined =>
	medium === 'serial' ? (lineSpeedBaud ?? 9600) : lineSpeedBaud;

const kindOf = (
	facts: TerminalFacts,
	medium: Medium,
	lineSpeedBaud: number | undefined,
): TerminalKind => {
	if (!canAddressCursor(facts)) return 'plain';
	if (facts.requested) return facts.requested;
	if (isTooSmall(facts.size) || (lineSpeedBaud ?? 9600) <= 2400) return 'plain';
	return medium !== 'serial' && facts.isUtf8 && isKnownRich(facts.TERM) ? 'rich' : 'basic';
};

const glyphsOf = ({basicGlyphs}: TerminalProfile, kind: TerminalKind): Glyphs => {
	switch (kind) {
		case 'rich':
			return 'utf8';
		case 'basic':
			return basicGlyphs;
		case 'plain':
			return 'ascii';
	}
};

const isTooSmall = (size: TerminalSize): boolean => {
	const {columns, rows} = usableSize(size);
	return columns < 40 || rows < 12;
};

const isKnownRich = (TERM: string | undefined): boolean =>
	/^(?:linux|xterm|screen|tmux|rxvt|alacritty|foot|kitty|konsole|vte|gnome)/.test(TERM ?? '');

/** Where three bytes a glyph of a line across the screen would be felt. */
const isSlow = (lineSpeedBaud = Number.POSITIVE_INFINITY): boolean => lineSpeedBaud < 57_600;

// Measured at 80x24 with five state changes a second: these keep both lines below a third of their load.
const frameIntervalMs = (medium: Medium, lineSpeedBaud: number | undefined): number => {
	if (lineSpeedBaud !== undefined) return isSlow(lineSpeedBaud) ? 500 : 200;
	return medium === 'screen' ? 33 : 100;
};

// Packets of a serial-over-LAN session can be this far apart.
const escapeTimeoutMs = (medium: Medium, lineSpeedBaud: number | undefined): number => {
	if (lineSpeedBaud !== undefined) return isSlow(lineSpeedBaud) ? 500 : 250;
	return medium === 'screen' ? 50 : 150;
};
