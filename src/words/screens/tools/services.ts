/** Words of the services screen. */

export const servicesWords = {
	title: 'Services and containers',
	columns: {name: 'Name', state: 'State', since: 'Since (UTC)'},
	labels: {about: 'What it is', restarts: 'Restarted'},
	keptRunning: 'It serves this console and is not restarted from it.',
	noLines: 'It has said nothing since the host was started.',
	confirm: {
		title: (name: string) => `Restart ${name}?`,
		text: 'It is ended and started again at once. Whatever it is in the middle of is lost, and what needs it waits until it is back.',
		restart: 'Restart it now',
	},
};
