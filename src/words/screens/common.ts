/** Words that are on every screen, and those of help and of the small questions. */
import {counted} from './counted.ts';

export const commonWords = {
	header: {
		product: 'ibi-console',
		safe: {
			'power-off': 'SAFE TO POWER OFF',
			writing: 'WRITING - DO NOT POWER OFF',
			'remove-media': 'SAFE TO REMOVE MEDIA',
		},
		/** The light of a recorded run. */
		replayed: (light: string) => `REPLAY: ${light}`,
	},

	hints: {
		move: 'move',
		scroll: 'scroll',
		close: 'back',
		take: 'take',
		number: 'line',
		page: 'page',
		back: 'back',
		more: 'tools',
		type: 'type',
		leave: 'leave',
	},

	page: (page: number, pages: number) => `page ${page} of ${pages}`,

	/** A number that another digit may make longer. */
	numberOpen: (number: number) => `${number}_  Enter takes line ${number}; another digit goes on`,
	shownLines: (first: number, last: number, count: number) =>
		`lines ${first} to ${last} of ${count}`,

	moreLines: (count: number) => counted(count, 'more line'),
	refused: (code: string, message: string) => `REFUSED (${code}) ${message}`,
	pasted: (count: number) => `${counted(count, 'character')} pasted`,
	looking: 'looking at the host ...',
	unknown: (reason: string) => `unknown: ${reason}`,
	none: 'none',
	yes: 'yes',
	no: 'no',
	back: 'Back',
	goOn: 'Continue',
	hostNameUnknown: '(host name unknown)',

	/** One engine, several consoles. */
	link: {
		starting: 'The engine is starting ...',
		away: 'The engine is away; what shows is what was last heard. Calling it again ...',
		lost: 'The engine does not come back. A login prompt says what to do (screen: Alt-F2).',
		free: 'Nobody holds the keys. T takes them.',
		watching: (holder: string) =>
			`${holder} holds the keys; this console watches. T takes them over.`,
		asked: (by: string, seconds: number) =>
			`${by} takes the keys over in ${seconds} s. K keeps them here.`,
		asking: (by: string, holder: string, seconds: number) =>
			`${by} asked ${holder} for the keys and has them in ${seconds} s.`,
	},

	problem: {
		code: 'Code',
		explained: (code: string) => `${code}  (more: docs/errors.md, ibi-console explain)`,
		message: 'Problem',
		cause: 'Because',
		remedy: 'What to do',
	},

	more: {
		title: 'More',
		help: 'Help: keys and marks',
		log: 'Log of the work',
		leave: 'Leave the console',
		close: 'Close',
	},

	leave: {
		title: 'Leave?',
		safe: 'Nothing is being written. Leaving ends the console; nothing is changed on any disk.',
		writing:
			'The installation is running and ends with the console. The console cannot be left while the disk is written. Cancel the work first, or wait.',
		stay: 'Stay',
		cancel: 'Cancel the work ...',
		leave: 'Leave the console',
	},

	cancel: {
		title: 'Cancel the work?',
		text: 'The step that runs is stopped. What it has written stays unfinished: the disk does not boot until an installation is done in full. It can be taken up again later at the same step.',
		stay: 'Go on with the work',
		cancel: 'Cancel the work now',
	},

	help: {
		title: 'Help',
		close: 'Back',
		keys: 'Keys',
		commands: {
			up: 'one line up',
			down: 'one line down',
			previous: 'page before',
			next: 'next page',
			first: 'first line',
			last: 'last line',
			take: 'take the line with the cursor',
			back: 'back; no answer is lost',
			help: 'this help',
			more: 'tools of this host; again: help, log, leave',
			leave: 'asks whether to leave; never ends anything at once',
		},
		number: 'take the line of that number',
		repaint: 'draw the screen again',
		mode: 'another text mode: rich, basic, plain',
		marks: 'Marks',
		cut: 'at the end of a text: there is more of it, shown in the details of its line',
		unknown: 'what could not be found out is "unknown" with the reason, and never counts as good',
		light: 'The light at the top right',
		safe: {
			'power-off': 'nothing is being written',
			writing: 'the installation disk is being written; leave power and media alone',
			'remove-media': 'the installation is complete; the medium is needed no more',
		},
		fields:
			'In a text field all letters and digits are text. Up and Down leave the field; then digits take lines again.',
	},
};
