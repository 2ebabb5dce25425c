/** Problems of the engine itself: cancelling, resuming, and bugs. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

export const engineProblems = {
	CANCELLED: problem('cancelled', () => ({
		message: 'The work was cancelled.',
		remedy: [
			'Retry the step to take the work up where it stopped, or go back to the review and start again.',
		],
	})),
	JOURNAL_DAMAGED: problem('environment', ({path, line}: {path: string; line: number}) => ({
		message: `Reading the journal ${path}: line ${line} is not an event of ours.`,
		remedy: ['Start the install again from the beginning.'],
	})),
	JOURNAL_UNWRITABLE: problem('environment', ({path, why}: {path: string; why: string}) => ({
		message: `Writing the journal ${path}: ${why}.`,
		remedy: [
			'Free room where it lies in a shell (df says how full each filesystem is), then retry the step.',
			'Without its journal nothing more is done.',
		],
	})),
	NOTHING_TO_RESUME: problem('input', ({path}: {path: string}) => ({
		message: `Resuming the run of ${path}: there is no unfinished run in it.`,
		remedy: ['Start an install instead.'],
	})),
	DISKS_UNREAD: problem('environment', ({why}: {why: string}) => ({
		message: `Looking for an unfinished install: the disks of this host could not be read, because ${why}.`,
		remedy: [
			`See ${toolKeys.disks}: which disk does not answer. Seat it and its cable anew.`,
			'Look at the host again, then resume; whatever was installed so far is still there.',
		],
	})),
	STEP_NEEDED: problem('input', ({step}: {step: string}) => ({
		message: `Going on without ${step}: the host cannot do without it, or it has not failed.`,
		remedy: ['Put right what the failed step says, then retry it.'],
	})),
	CONSENT_REFUSED: problem('input', ({wanted}: {wanted: string}) => ({
		message: 'Confirming the wipe: the typed text is not the one asked for.',
		remedy: [`Type ${wanted}, or go back and choose another disk.`],
	})),
	CONSENT_MISSING: problem('input', () => ({
		message: 'Starting an unattended install: nothing allows it to wipe the disk.',
		remedy: ['Add --wipe yes (kernel argument ibi.wipe=yes), or install on the console.'],
	})),
	ALREADY_INSTALLED: problem('input', ({disk, found}: {disk: string; found: string}) => ({
		message: `Starting the install: ${disk} carries ${found}.`,
		remedy: [
			'On the console: accept "Earlier install on the disk" on the checks screen, then confirm again.',
			'Unattended: add --reinstall yes (kernel argument ibi.reinstall=yes).',
		],
	})),
	JOURNAL_OF_OTHER_VERSION: problem(
		'input',
		({path, version}: {path: string; version: string}) => ({
			message: `Reading the journal ${path}: it has version ${version}, which this console does not read.`,
			remedy: [
				'Take the run up with the console that began it.',
				`Or remove ${path} and start a new install.`,
			],
		}),
	),
	RUN_NOT_ADOPTABLE: problem('input', ({disk, why}: {disk: string; why: string}) => ({
		message: `Looking at ${disk}: an unfinished install is on it, which cannot be taken up here, because ${why}.`,
		remedy: ['Start the install from the beginning; it wipes the disk again.'],
	})),
	NOT_READY: problem('input', ({missing}: {missing: readonly string[]}) => ({
		message: `Starting the install: it is not ready (${missing.join('; ')}).`,
		remedy: [
			'Answer what is missing on the review, then start again.',
			`What blocks is told with what to do in ${toolKeys.findings}.`,
		],
	})),
	USAGE: problem('input', ({what}: {what: string}) => ({
		message: `Reading the command line: ${what}.`,
		remedy: ['See ibi-console --help.'],
	})),
	NO_TERMINAL: problem('input', () => ({
		message: 'Opening the console: standard input and output are not a terminal.',
		remedy: ['Start it on a terminal, or use --mode auto or --dry-run.'],
	})),
	ENGINE_RUNNING: problem('input', ({path}: {path: string}) => ({
		message: `Starting the engine: another one already listens on ${path}.`,
		remedy: [
			'Watch it with ibi-console attach, or stop it first (systemctl stop ibi-console-engine).',
		],
	})),
	ENGINE_UNREACHABLE: problem('environment', ({path}: {path: string}) => ({
		message: `Attaching to the engine: nobody listens on ${path}.`,
		remedy: ['Start it (systemctl start ibi-console-engine), or run ibi-console without attach.'],
	})),
	LISTEN_FAILED: problem('environment', ({at, why}: {at: string; why: string}) => ({
		message: `Listening on ${at} for the status service: ${why}.`,
		remedy: [
			'It is tried again every few seconds: give this host the address, or end what has the port.',
			'Or name another address and port with the kernel argument ibi.api.',
		],
	})),
	PROTOCOL_BROKEN: problem('environment', ({from}: {from: string}) => ({
		message: `Reading a line of ${from}: it is none of this protocol.`,
		remedy: ['Use a console and an engine of the same version.'],
	})),
	NOT_THE_HOLDER: problem('input', ({holder}: {holder: string}) => ({
		message: `Acting on this console: ${holder} holds the keys.`,
		remedy: ['Press T to take them over; the other console sees a notice first.'],
	})),
	BUSY: problem('input', () => ({
		message: 'Changing the answers: an install is running.',
		remedy: ['Wait until it ends, or cancel it.'],
	})),
	BUG: problem('bug', ({what}: {what: string}) => ({
		message: `This is an error in ibi-console itself: ${what}`,
		remedy: [
			`Take a support bundle out with ${toolKeys.evidence}, and report it with that.`,
			'Then retry the step; if it ends the same way, start again.',
		],
	})),
};
