/** Words of the evidence tool and of the photo card. */
import {counted} from '../counted.ts';

export const evidenceWords = {
	title: 'Evidence',
	intro:
		'A support bundle is what somebody elsewhere needs to see what happened here: the journal, facts, configuration, logs. Secrets are masked in it.',
	groupsIn: (names: string) => `In it: ${names}.`,
	groupsOut: (names: string) => `Left out: ${names}.`,
	groupNames: {
		journal: 'journal',
		facts: 'facts',
		config: 'configuration',
		screens: 'screens',
		commands: 'answers of programs',
		logs: 'logs',
	},
	nothingYet: 'nothing',

	toStick: (device: string, what: string) => `Save on the stick ${device} (${what})`,
	noStick: 'Save on a USB stick: none is plugged in',
	web: 'Offer over HTTP: shows a curl line',
	upload: 'Upload to an address ...',
	line: 'Send over this serial line ...',
	card: 'Photo card: code and ids on one picture',
	choose: 'Choose what goes in ...',
	stop: 'Stop what is being done',

	working: (percent: number) => `Making the bundle: ${percent} % ...`,
	bundle: (name: string, size: string, items: string, missing: string) =>
		`${name}: ${size}, ${items}${missing}.`,
	items: (count: number) => counted(count, 'file'),
	missing: (faults: number, cut: number) =>
		[
			...(faults > 0 ? [`${faults} could not be read`] : []),
			...(cut > 0 ? [`${cut} shortened`] : []),
		]
			.map((text) => `, ${text}`)
			.join(''),
	onStick: (device: string) =>
		`It is on ${device}, in the folder ibi-console-evidence. SAFE TO REMOVE the stick.`,
	uploaded: (host: string) => `${host} has taken it.`,
	fetched: 'It was fetched as often as it is given away.',
	kept: (path: string) => `It lies at ${path}.`,
	typeThere: 'Type this on a machine that reaches this host; it is open for 15 minutes:',

	choosing: {
		title: 'What goes into the bundle',
		text: 'A group that is left out is not read at all.',
		in: (name: string) => `[x] ${name}`,
		out: (name: string) => `[ ] ${name}`,
		done: 'Done',
	},

	uploading: {
		title: 'Upload the bundle',
		text: 'It is sent with PUT, again and again for ten minutes until the address takes it.',
		url: 'Address (https://...)',
		token: 'Bearer token, if it asks for one',
		wrong: 'An address begins with https:// or http:// and names a host.',
		start: 'Make the bundle and upload it',
		back: 'Back',
	},

	sending: {
		title: 'Send over this serial line',
		text: 'The bundle is printed as lines that carry their own checksums. Start the recording of the terminal program first; Ctrl-C stops the sending. docs/evidence.md has the three lines that make the file of the recording, and that name the lines to send again.',
		size: (size: string, fast: string, slow: string) =>
			`${size}: about ${fast} at 115200 baud, ${slow} at 9600.`,
		lines: 'Lines (empty: all of them)',
		example: 'As 17 203-210: the numbers that are missing.',
		make: 'Make the bundle',
		start: 'Print the lines now',
		back: 'Back',
		noTerminal: 'This console has no terminal to print them on.',
	},

	photo: {
		title: 'Photo card',
		noCode: 'no error',
		/** On the phone. */
		say: 'Say',
		more: 'More',
		moreText: 'docs/errors.md, ibi-console explain',
		while: 'While',
		problem: 'Problem',
		host: 'Host',
		disk: 'Disk',
		seed: 'Seed',
		run: 'Run',
		version: 'Version',
		time: 'UTC',
		item: 'Photo card',
	},
};
