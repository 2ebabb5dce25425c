/**
 * What the console of an install at work costs on a serial line, and how fast it shows a key meanwhile: a real process
 * on a real pseudo-terminal that carries no more than such a line.
 */
import {measureLine, withBusyConsole} from '../test/helpers/serial-line.ts';
import {atMost, type Figure, median} from './figure.ts';

const command = 'make bench';

const lines = [
	{baud: 9600, mostBytesPerSecond: 240},
	{baud: 115_200, mostBytesPerSecond: 1000},
] as const;

export const measureLines = (): Promise<readonly Figure[]> =>
	withBusyConsole(async (script) => {
		const figures: Figure[] = [];
		for (const {baud, mostBytesPerSecond} of lines) {
			const {bytesPerSecond, echoMs} = await measureLine(script, baud);
			figures.push(
				atMost(`${baud} baud: an install`, bytesPerSecond, 'B/s', mostBytesPerSecond, command),
				atMost(`${baud} baud: echo of a key`, median(echoMs), 'ms', 150, command),
				atMost(`${baud} baud: slowest echo`, echoMs.at(-1) ?? Number.NaN, 'ms', 150, command),
			);
		}
		return figures;
	});
