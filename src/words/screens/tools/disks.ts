/** Words of the disks tool. */

export const diskToolWords = {
	title: 'Disks',
	columns: {
		name: 'Name',
		size: 'Size',
		model: 'Model',
		health: 'Health',
		read: 'Read/s',
		written: 'Write/s',
		busy: 'Busy',
	},
	none: 'This host shows no disk.',
	health: {good: 'good', warning: 'WARNING', failing: 'FAILING', unknown: '?'},
	labels: {
		health: 'Health',
		errors: 'Errors',
		log: 'Kernel log',
		now: 'Now',
		use: 'In use',
		free: 'To free it',
		medium: 'Started from it',
	},
	healthNotes: (verdict: string, notes: readonly string[]) =>
		notes.length === 0 ? verdict : `${verdict}: ${notes.join('; ')}`,
	temperature: (celsius: number) => `${celsius} C`,
	used: (percent: number) => `${percent} % of its rated life used`,
	counted: (errors: number, timeouts: number | undefined) =>
		`${errors} failed commands${timeouts === undefined ? '' : `, ${timeouts} ran out of time`} since the start`,
	logged: (count: number, last: string) => `${count} lines; the last: ${last}`,
	rate: (requests: number, busy: number, inFlight: number) =>
		`${requests} requests/s, busy ${busy} %, ${inFlight} under way`,
	free: 'nothing holds it',
	runsFromIt: 'not while this system runs from it: start the host from another medium',
	noCommand: (device: string, holder: string) =>
		`${device} is held by ${holder}: nothing ends that with one command`,
	shared: (command: string) => `${command}   (it has parts on OTHER disks too)`,
	locate: {
		title: (disk: string) => `Show where ${disk} is?`,
		text: 'The light of its bay blinks for 30 s where something can switch it (ledctl, SES). Else the disk is read for a few seconds, in pulses, so that its own light flickers. Nothing is written, and it stops by itself.',
		start: 'Show it',
	},
	stop: 'Stop showing it',
};
