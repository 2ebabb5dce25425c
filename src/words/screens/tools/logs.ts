/** Words of the logs screen. */

export const logsWords = {
	title: 'Logs',
	sources: {
		boot: 'this start of the host',
		before: 'the start before',
		kernel: 'kernel',
		engine: 'engine of ibi-console',
	},
	severities: {all: 'all', warning: 'warnings and worse', error: 'errors'},
	source: (source: string) => `Log: ${source}`,
	severity: (severity: string) => `Severity: ${severity}`,
	step: (step: string) => `Step: ${step}`,
	everyStep: 'all',
	search: (text: string) => `Search: ${text}`,
	noSearch: 'nothing',
	newest: 'Follow the newest lines',
	following: 'follows the newest',
	searchLabel: 'Lines with',
	searchNote: 'Enter searches; an empty text shows all lines again. Case does not count.',
	chooseStep: 'What was said while a step ran',
	nothing: 'There are no such lines.',
};
