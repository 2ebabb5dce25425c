/** The text on the screen of a VGA card, from its memory: a character and its colours in turn, 80 to a row. Pure. */

const columns = 80;
const bytesPerCell = 2;

export const textRows = (memory: Buffer): readonly string[] => {
	const rows: string[] = [];
	const rowBytes = columns * bytesPerCell;
	for (let at = 0; at + rowBytes <= memory.length; at += rowBytes) {
		const cells = Array.from({length: columns}, (_, x) => memory[at + x * bytesPerCell] ?? 0);
		rows.push(cells.map(characterOf).join('').trimEnd());
	}
	return rows;
};

/** Code page 437, as far as a console draws with it. */
const drawn: Readonly<Record<number, string>> = {
	0: ' ',
	7: '•',
	176: '░',
	177: '▒',
	178: '▓',
	179: '│',
	196: '─',
	205: '═',
	219: '█',
	250: '·',
};

const characterOf = (code: number): string =>
	drawn[code] ?? (code >= 32 && code < 127 ? String.fromCharCode(code) : '?');
