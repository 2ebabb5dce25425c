/** Words of the repair tool. */

export const repairWords = {
	title: 'Repair',
	intro: 'Each of these says what it does and what that costs, before it does it.',
	failed: (step: string) => `The last run stopped at: ${step}`,
	noRun: 'No run has failed.',
	running: 'A run is going on: it can be cancelled on its own screen.',
	retry: 'Try again from the step that failed',
	skip: 'Go on without the step that failed',
	rollBack: 'Put back what recert changed',
	importAgain: (device: string) => `Import the configuration of ${device} again`,
	importing: (device: string) => `The configuration of ${device} is being imported ...`,
	imported: (device: string, cluster: string) =>
		`The configuration is that of ${device}: ${cluster}.`,
	network: 'Enter the network of this host again',
	clear: 'Clear an install from a disk',
	boot: 'Restart from a disk or a medium',
	shell: 'Shell',
	cannotSkip: 'It cannot be left out: what comes later stands on it.',
	confirm: {
		retry: 'What is done stays done; the step that failed, and all after it, is run now.',
		skip: (loss: string) =>
			`Without it: ${loss} It is not run again. The journal and the job sheet keep that it was left out by hand.`,
		rollBack:
			'The data of the seed come back as they were before recert, from the snapshot. A deployment then begins with recert again.',
		importAgain:
			'The configuration of this medium takes the place of the one that was imported before, and is judged anew.',
		boot: 'The host is restarted at once. Whatever the live system holds in memory is gone; take the evidence first.',
	},
	bootEntry: (number: string, label: string, from: string) => `${number} ${label}${from}`,
	bootFrom: {disk: ' (disk)', medium: ' (medium)', network: ' (network)'},
	current: ' (started now)',
	anyBoot: 'As the firmware decides',
	bootTitle: 'Restart from where?',
	bootText: 'For the next start only: the order of the firmware stays as it is.',
	noEfi: (reason: string) =>
		`The next start cannot be chosen from here (${reason}). Choose it in the boot menu of the firmware while the host starts, often with F11 or F12.`,
	bootConfirm: (label: string) => `Restart: ${label}?`,
	clearTitle: 'Clear an install: which disk?',
	clearText: 'All that is on the disk is destroyed, and nothing is installed.',
	noDisk: 'No disk can be cleared.',
	disk: (path: string, size: string, holds: string) => `${path}  ${size}  ${holds}`,
	clearAsk: {
		serial: (serial: string) =>
			`To destroy all that is on this disk, type the last four characters of its serial number (${serial}), then Enter.`,
		wwn: (wwn: string) =>
			`This disk has no serial number of its own. To destroy all that is on it, type the last four characters of its WWN (${wwn}), then Enter.`,
		'size-and-slot': (text: string) =>
			`This disk has neither a serial number nor a WWN of its own. To destroy all that is on it, type its size and slot as here, then Enter:\n${text}`,
	},
	clearStart: 'Destroy and clear',
};
