/** Words of the screens of a run: progress, job sheet, failure, defect, log. */
import {counted} from './counted.ts';

export const workingWords = {
	countdown: {
		title: 'An unattended install is about to begin',
		counting: (seconds: number) =>
			`It begins in ${counted(seconds, 'second')}. Nothing is written yet. Press any key to stop the countdown.`,
		paused: (seconds: number) =>
			`Stopped with ${counted(seconds, 'second')} left. Nothing is written.`,
		byHand: 'Go on by hand: review and confirm here',
		goOn: 'Let the countdown go on',
		host: 'Host serial',
		seed: 'Seed image',
		digest: 'Seed digest',
		config: 'Config SHA-256',
	},

	progress: {
		title: 'Installing',
		cancel: 'Cancel the work ...',
		log: 'Log',
		elapsed: (time: string) => `running for ${time}`,
		remaining: (time: string) => `about ${time} left`,
		rate: (rate: string) => `${rate}/s`,
		logTitle: 'Log',
		status: {
			waiting: 'waiting',
			running: 'RUNNING',
			done: 'done',
			skipped: 'skipped',
			cancelled: 'CANCELLED',
			interrupted: 'CUT SHORT',
			failed: 'FAILED',
		},
		phaseSteps: (done: number, total: number) => `${done} of ${counted(total, 'step')}`,
		ofTotal: (done: string, total: string) => `${done} of ${total}`,
		units: {objects: 'objects', images: 'images', files: 'files'},
	},

	done: {
		title: 'Done: the job sheet',
		installed: 'The installation is complete and was checked. The host can be shipped.',
		host: 'Host',
		serial: 'Serial number',
		macs: 'MAC addresses',
		disk: 'Disk',
		diskSerial: 'Disk serial',
		seedImage: 'Seed image',
		seedDigest: 'Seed digest',
		seedVersion: 'Seed version',
		images: 'Images',
		started: 'Started (UTC)',
		finished: 'Finished (UTC)',
		took: 'Took',
		run: 'Run',
		phases: 'Time by phase',
		timeline: 'Time line',
		next: 'Next: stay on this screen, or reboot into the new system, or power off and ship. Remove the installation medium before the host starts again.',
		stay: 'Stay here',
		reboot: 'Reboot',
		powerOff: 'Power off',
		log: 'Log',
		staying: 'Nothing more is done. The host can be powered off at any time.',
		asked: {reboot: 'Asked the host to reboot ...', poweroff: 'Asked the host to power off ...'},
	},

	failure: {
		titles: {
			failed: 'The installation failed',
			cancelled: 'The installation was cancelled',
			interrupted: 'The installation was cut short',
		},
		doing: 'While',
		notInStep: 'between two steps',
		/** One line that is on every photograph. */
		ids: (host: string, disk: string, time: string) => `host ${host}, disk ${disk}, ${time} UTC`,
		noDisk: 'none',
		cancelledText: 'The work was cancelled on a console.',
		interruptedText: 'The engine was stopped in the middle of the work.',
		resume: 'Retry takes the work up at the step that did not finish.',
		undone: 'The unfinished part was cleared, so that the disk does not boot half installed.',
		notUndone: 'The disk was written to. It boots only when an installation is done in full.',
		unwritten: 'Nothing was written to the disk.',
		host: 'Host',
		disk: 'Disk',
		run: 'Run',
		lastLines: 'Last lines of the log',
		retry: 'Retry this step',
		log: 'Log',
		shell: 'Shell',
		acknowledge: 'Acknowledge, back to the review',
	},

	bug: {
		title: 'A defect in ibi-console',
		text: 'This is an error in the program, not in the host and not by anything you did. Please report it with the journal and the lines below.',
		journal: (path: string) => `The journal of this run: ${path}`,
		noJournal: 'The journal of this run is kept by the engine.',
		stack: 'Stack',
	},

	log: {
		title: 'Log',
		empty: 'Nothing was logged yet.',
		close: 'Back',
		mark: (first: number, last: number, count: number) => `${first} to ${last} of ${count}`,
	},
};
