/** How long each step took, each attempt of it, as a journal says. Pure. */

export type StepTiming = {
	readonly step: string;
	readonly startedAt: string;
	readonly durationMs: number;
	readonly outcome: string;
};

type Line = {
	readonly type?: string;
	readonly at?: string;
	readonly step?: string;
	readonly durationMs?: number;
	readonly outcome?: {readonly kind?: string};
};

export const stepTimings = (journal: string): readonly StepTiming[] => {
	const startedAt = new Map<string, string>();
	return journal.split('\n').flatMap((text) => {
		const {type, at = '', step = '', durationMs = 0, outcome} = lineOf(text);
		if (type === 'step.started') {
			startedAt.set(step, at);
		}
		return type === 'step.finished'
			? [{step, startedAt: startedAt.get(step) ?? at, durationMs, outcome: outcome?.kind ?? '?'}]
			: [];
	});
};

/** A journal may end in the middle of a line, and of a large one the first was cut. */
const lineOf = (text: string): Line => {
	if (!/"type":"step\.(?:started|finished)"/.test(text)) {
		return {};
	}
	try {
		return JSON.parse(text) as Line;
	} catch {
		return {};
	}
};
