/** What a person sees while the lab is built: one line a stage, kept short enough for 80 columns. */

export type Reporter = {
	readonly started: (place: string, title: string) => void;
	/** The latest word of a long stage; only a terminal shows it. */
	readonly detail: (line: string) => void;
	readonly finished: (place: string, title: string, durationMs: number) => void;
	readonly note: (line: string) => void;
};

const columns = 79;

export const reporterOn = (write: (text: string) => void, isTerminal: boolean): Reporter => {
	let current = '';
	const clear = isTerminal ? '\r\u001b[K' : '';
	return {
		started: (place, title) => {
			current = `lab: [${place}] ${title} ...`;
			write(isTerminal ? current : `${current}\n`);
		},
		detail: (line) => {
			if (isTerminal) {
				write(`${clear}${`${current} ${line}`.slice(0, columns)}`);
			}
		},
		finished: (place, title, durationMs) =>
			write(`${clear}lab: [${place}] ${title} ... ${Math.round(durationMs / 1000)} s\n`),
		note: (line) => write(`${clear}lab: ${line}\n`),
	};
};

export const silentReporter: Reporter = {
	started: () => {},
	detail: () => {},
	finished: () => {},
	note: () => {},
};
