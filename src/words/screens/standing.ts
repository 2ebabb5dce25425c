/** Words of what stands around the work: who may ask, who may do more, and a console that nobody has touched for long. */
export const standingWords = {
	shell: {
		opened: 'This is a shell with every right of root. The work goes on meanwhile.',
		back: 'To come back to the console: exit, or Ctrl-D.',
	},

	lock: {
		title: 'Locked',
		text: 'Nobody pressed a key here for ten minutes. All answers are kept.',
		dropped: 'What was typed of passwords, keys and the pull secret was dropped.',
		wake: 'Press any key to go on. That key does nothing else.',
		noDisk: 'none chosen',
		labels: {
			host: 'Host',
			serial: 'Serial number',
			disk: 'Disk',
			cluster: 'Cluster',
			addresses: 'Addresses',
			state: 'State',
		},
		states: {
			nothing: 'nothing was started',
			running: 'at work',
			done: 'done',
			skipped: 'skipped',
			cancelled: 'cancelled',
			interrupted: 'cut short',
			failed: (code: string) => `FAILED, ${code}`,
		},
	},

	statusService: {
		title: 'Status service',
		labels: {at: 'Listens at', token: 'Bearer token', fingerprint: 'SHA-256', problem: 'Not yet'},
		at: (host: string, port: number) => `${host}, port ${port}`,
		everyAddress: 'every address',
	},
};
