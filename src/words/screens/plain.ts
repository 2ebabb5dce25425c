/** Words of a console that takes and gives lines. Programs wait for the prompts: they stay as they are. */
export const plainWords = {
	plain: {
		prompts: {number: 'Number> ', text: 'Text> ', lines: 'Text, then a line of one dot> '},
		welcome: 'This console speaks in lines. Type a number, then Enter. ? tells the rest.',
		crashed: (times: number) =>
			`The screens of this console could not be drawn: it crashed ${times} times in a row. So it speaks in lines. Ctrl-T draws them again, or ibi-console with --ui; why it crashed is in the journal.`,
		notUnderstood: 'That is no line of this page. Type a number, or ? for help.',
		help: {
			title: 'How to answer',
			entries: {
				number: 'takes the line of that number',
				enter: 'takes the line that is marked with >',
				detail: 'shows the details of line 3 and takes nothing',
				page: 'next page, page before',
				again: 'says the page once more',
				back: 'back; no answer is lost',
				tools: 'tools of this host; again: help, log, leave',
				mode: 'another text mode, as the screen with colours',
			},
			field:
				'Where a text is asked for, the line is the text, and an empty line keeps what is there. A dot and then a number, or one of the letters, is a command; a dot and a minus sign empties the field; two dots at the start stand for one.',
		},
	},
	mode: {
		label: (now: string) => `Text mode: ${now} (Ctrl-T)`,
		kinds: {rich: 'rich', basic: 'basic', plain: 'plain'},
	},
};
