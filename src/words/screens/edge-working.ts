/** Words of the screens of a deployment, from its first step to the status of the cluster. */
import {counted} from './counted.ts';

export const edgeWorkingWords = {
	progress: {
		title: 'Deploying',
		recert: 'Recert',
		cluster: 'Cluster',
		applied: 'Asked and applied',
	},

	dialogs: {
		safe: 'No deployment is running. Leaving ends the console; the host stays as it is.',
		writing:
			'The deployment is running and ends with the console. The console cannot be left while it runs. Cancel the work first, or wait.',
		cancel:
			'The step that runs is stopped. What recert has begun is put back from the snapshot. The deployment can be taken up again later at the same step.',
	},

	recert: {
		title: 'Recert',
		text: 'Every key and certificate of the cluster is made new, and the names and addresses of this site take the place of those of the seed.',
		phase: (phase: number, phases: number) => `phase ${phase} of ${phases}`,
		waiting: 'Recert has not begun.',
		estimate: (time: string) =>
			`Recert says nothing in this phase. It takes about ${time}, as far as can be told from before.`,
		unwritten: 'Nothing on disk was changed yet.',
		written: 'It changes files now. If it fails, all of it is put back from the snapshot.',
		finished: 'All keys, certificates and names are those of this site now.',
		lines: 'Newest lines',
	},

	cluster: {
		title: 'Cluster',
		unknown: 'The cluster has not answered yet.',
		version: 'Version',
		state: 'State',
		node: 'Node',
		ready: 'ready',
		notReady: 'not ready',
		available: 'AVAILABLE',
		unavailable: 'not available yet',
		operators: (ready: number, all: number) => `${ready} of ${counted(all, 'operator')} available`,
		noOperators: 'No operator has reported yet.',
		columns: {name: 'Operator', version: 'Version', state: 'State', since: 'Since (UTC)'},
		states: {
			available: 'available',
			progressing: 'progressing',
			degraded: 'DEGRADED',
			unavailable: 'NOT YET',
			unknown: 'unknown',
		},
		waitsFor: 'Waits for',
	},

	applied: {
		title: 'Asked and applied',
		none: 'Nothing was compared yet.',
		ok: 'ok',
		overridden: (by: string, found: string) => `OVERRIDDEN by ${by}: ${found}`,
		pending: (until: string) => `pending until ${until}`,
		summary: (ok: number, overridden: number, pending: number) =>
			`${ok} ok, ${overridden} overridden, ${pending} pending`,
	},

	status: {
		title: 'This host is deployed',
		locked: 'Nothing can be changed from this screen.',
		cluster: 'Cluster',
		hostName: 'Host name',
		addresses: 'Addresses',
		api: 'API',
		console: 'Web console',
		state: 'State',
		took: 'Deployed in',
		unknown: 'unknown',
		notYet: 'waiting for the cluster to answer',
	},

	failure: {
		titles: {
			failed: 'The deployment failed',
			cancelled: 'The deployment was cancelled',
			interrupted: 'The deployment was cut short',
		},
		ids: (cluster: string, time: string) => `cluster ${cluster}, ${time} UTC`,
		again: (made: number, allowed: number, time: string) =>
			`Attempt ${made} of ${allowed}. The next one begins by itself at ${time} UTC.`,
		noMore: 'It is not tried again by itself.',
		bundle: (path: string) => `What is needed to report it lies in ${path}`,
		retry: 'Try again now',
		rollBack: 'Put back what recert changed',
		rolledBack: 'What recert changed was put back from the snapshot.',
		log: 'Log',
		acknowledge: 'Acknowledge, back to the review',
	},

	unit: {
		title: 'The seed deploys this host',
		text: 'The configuration of this host leaves the work to installation-configuration.service of the seed. It is only watched here.',
		state: 'Unit',
		done: 'Done so far',
		none: 'nothing yet',
		lines: 'Its journal, newest lines first',
		leave: 'Leave the console',
	},
};
