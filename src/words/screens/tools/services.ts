/** Words of the services screen. */

export const servicesWords = {
	title: 'Services and containers',
	columns: {name: 'Name', state: 'State', since: 'Since (UTC)'},
	labels: {about: 'What it is', restarts: 'Restarted'},
	keptRunning: 'It serves this console and is not restarted from it.',
	noLines: 'It has said nothing since the host was started.',
	parts: {
		recert: 'recert',
		unknown: 'unknown',
		etcd: 'etcd database',
		recertStates: {
			untouched: 'has not begun',
			begun: 'BEGUN, not finished',
			committed: 'finished',
		},
		snapshot: "A copy of the seed's data is there and can be put back.",
		noSnapshot: "There is no copy of the seed's data.",
		took: (duration: string) => `It worked for ${duration}.`,
		erred: (error: string) => `It ended with an error: ${error}`,
		database: 'The database of the cluster, /var/lib/etcd.',
		noDatabase: 'not there',
	},
	confirm: {
		title: (name: string) => `Restart ${name}?`,
		text: 'It is ended and started again at once. Whatever it is in the middle of is lost, and what needs it waits until it is back.',
		restart: 'Restart it now',
	},
};
