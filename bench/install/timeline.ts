/** What each step of a measured install used, read from samples that were taken while it ran. Pure. */
import type {Sample} from './sampler.ts';

export type Span = {readonly step: string; readonly startMs: number; readonly endMs: number};

/** From the journal lines among what a console said. */
export const journalSpans = (lines: readonly string[]): readonly Span[] => {
	const starts = new Map<string, number>();
	return lines.flatMap((line) => {
		const event = parse(line);
		const atMs = Date.parse(event.at ?? '');
		if (event.type === 'step.started' && event.step !== undefined) {
			starts.set(event.step, atMs);
		}
		return event.type === 'step.finished' && event.step !== undefined
			? [{step: event.step, startMs: starts.get(event.step) ?? atMs, endMs: atMs}]
			: [];
	});
};

/** From lines as `step unpack 1700000000.5`; each lasts until the next. */
export const stepSpans = (lines: readonly string[]): readonly Span[] => {
	const marks = lines.flatMap((line) => {
		const [, step, atSeconds] = /^step (\S+) (\d+\.\d+)$/.exec(line) ?? [];
		return step === undefined ? [] : [{step, startMs: Number(atSeconds) * 1000}];
	});
	return marks.slice(0, -1).map(({step, startMs}, index) => ({
		step,
		startMs,
		endMs: marks[index + 1]?.startMs ?? startMs,
	}));
};

export const timeline = (
	title: string,
	spans: readonly Span[],
	samples: readonly Sample[],
): string => {
	const zeroMs = samples[0]?.atMs ?? 0;
	const rows = spans.map(({step, startMs, endMs}) => {
		const [first, last] = [sampleAt(samples, startMs), sampleAt(samples, endMs)];
		const seconds = (endMs - startMs) / 1000;
		const cells = [
			(startMs - zeroMs) / 1000,
			seconds,
			(last?.cpuSeconds ?? 0) - (first?.cpuSeconds ?? 0),
			((last?.diskBytes ?? 0) - (first?.diskBytes ?? 0)) / 1e6,
			((last?.diskBusyMs ?? 0) - (first?.diskBusyMs ?? 0)) / 1000,
			((last?.wireBytes ?? 0) - (first?.wireBytes ?? 0)) / 1e6,
		];
		return `  ${step.padEnd(30)}${cells.map((cell) => cell.toFixed(1).padStart(9)).join('')}`;
	});
	const head = ['from s', 'for s', 'cpu s', 'disk MB', 'busy s', 'wire MB'];
	return [`${title.padEnd(32)}${head.map((word) => word.padStart(9)).join('')}`, ...rows].join(
		'\n',
	);
};

const sampleAt = (samples: readonly Sample[], atMs: number): Sample | undefined =>
	samples.findLast((sample) => sample.atMs <= atMs) ?? samples[0];

const parse = (line: string): {type?: string; step?: string; at?: string} => {
	try {
		return JSON.parse(line) as {type?: string; step?: string; at?: string};
	} catch {
		return {};
	}
};
