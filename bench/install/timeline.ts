/** What each step of a measured install used, read from samples that were taken while it ran. Pure. */
import type {Sample} from './sampler.ts';
import type {Measured} from './subject.ts';

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
	const rows = spans.map((span) => {
		const used = usedIn(span, samples);
		const cells = [
			(span.startMs - zeroMs) / 1000,
			used.seconds,
			used.cpuSeconds,
			used.diskBytes / 1e6,
			used.diskBusySeconds,
			used.wireBytes / 1e6,
		];
		return `  ${span.step.padEnd(30)}${cells.map((cell) => cell.toFixed(1).padStart(9)).join('')}`;
	});
	const head = ['from s', 'for s', 'cpu s', 'disk MB', 'busy s', 'wire MB'];
	return [`${title.padEnd(32)}${head.map((word) => word.padStart(9)).join('')}`, ...rows].join(
		'\n',
	);
};

export type Used = {
	readonly seconds: number;
	readonly cpuSeconds: number;
	readonly diskBytes: number;
	readonly diskBusySeconds: number;
	readonly wireBytes: number;
};

/** What all that ran used from the start of the first of these steps to the end of the last. */
export const spanOf = ({output, samples}: Measured, ...steps: readonly string[]): Used => {
	const spans = [...journalSpans(output), ...stepSpans(output)].filter(({step}) =>
		steps.includes(step),
	);
	const startMs = Math.min(...spans.map((span) => span.startMs));
	const endMs = Math.max(...spans.map((span) => span.endMs));
	return usedIn({step: steps.join(' '), startMs, endMs}, samples);
};

const usedIn = ({startMs, endMs}: Span, samples: readonly Sample[]): Used => {
	const [first, last] = [sampleAt(samples, startMs), sampleAt(samples, endMs)];
	const between = (of: (sample: Sample) => number): number =>
		first === undefined || last === undefined ? 0 : of(last) - of(first);
	return {
		seconds: (endMs - startMs) / 1000,
		cpuSeconds: between(({cpuSeconds}) => cpuSeconds),
		diskBytes: between(({diskBytes}) => diskBytes),
		diskBusySeconds: between(({diskBusyMs}) => diskBusyMs) / 1000,
		wireBytes: between(({wireBytes}) => wireBytes),
	};
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
