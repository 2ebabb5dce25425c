/** What a serial line is given while an install is shown on it, through a real pseudo-terminal as slow as the line. */
import {expect, test} from 'vitest';
import {measureLine, withBusyConsole} from '../../helpers/serial-line.ts';

/** What the line carries in 150 ms. */
const echoBytesAt = (baud: number): number => (baud / 10) * 0.15;

test.concurrent.each([
	[9600, 240],
	[115_200, 1000],
])(
	'at %i baud an install costs at most %i bytes a second, and a key is seen within 150 ms of the line',
	async (baud, most) => {
		const figures = await withBusyConsole((script) => measureLine(script, baud));
		expect(figures.bytesPerSecond).toBeGreaterThan(20);
		expect(figures.bytesPerSecond).toBeLessThanOrEqual(most);
		// Other work of this machine holds up processes, but puts nothing on the line.
		expect(figures.echoMs[0]).toBeLessThanOrEqual(150);
		expect(mostOfAll(figures.echoBytes)).toBeLessThanOrEqual(echoBytesAt(baud));
	},
);

const mostOfAll = (sorted: readonly number[]): number =>
	sorted[Math.floor(sorted.length * 0.8)] ?? 0;
