/** Problems of the support bundle: making it, and bringing it out of the host. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

export const evidenceProblems = {
	/** `remedies` are those of what went wrong. */
	EVIDENCE_FAILED: problem(
		'environment',
		({code, why, remedies}: {code: string; why: string; remedies: readonly string[]}) => ({
			message: `Making the support bundle: ${why} (${code}).`,
			remedy: [
				...remedies,
				`Else photograph the card: ${toolKeys.evidence}, Photo card. Its code says what happened.`,
			],
		}),
	),
	STICK_UNFIT: problem('input', ({device, why}: {device: string; why: string}) => ({
		message: `Looking at ${device}, which the support bundle should go to: ${why}.`,
		remedy: ['Plug in a USB stick with a FAT, exFAT or ext4 filesystem, and choose it.'],
	})),
	EVIDENCE_NOT_ON_STICK: problem('environment', ({device, why}: {device: string; why: string}) => ({
		message: `Copying the support bundle to ${device}: ${why}.`,
		remedy: [
			'Take another stick, or free room on this one and push its write protection off; then choose it again.',
			'The bundle is still there: HTTP and the serial line need no stick.',
		],
	})),
	UPLOAD_FAILED: problem(
		'environment',
		({to, why, tries}: {to: string; why: string; tries: number}) => ({
			message: `Uploading the support bundle to ${to}: ${why} (tried ${tries} times).`,
			remedy: [
				`Correct the address or the token, then upload again. ${toolKeys.network} tells whether this host reaches others.`,
				'Or take the bundle out on a USB stick.',
			],
		}),
	),
	NO_OWN_ADDRESS: problem('environment', () => ({
		message: 'Offering the support bundle over HTTP: this host has no address that others reach.',
		remedy: [`Give it one with ${toolKeys.network}, or take the bundle out on a USB stick.`],
	})),
	EVIDENCE_NOT_FETCHED: problem('environment', ({minutes}: {minutes: number}) => ({
		message: `Offering the support bundle over HTTP: nobody fetched it within ${minutes} minutes.`,
		remedy: ['Offer it again, and type the curl line on a machine that reaches this host.'],
	})),
	REPLAY_ONLY: problem('input', () => ({
		message: 'Acting in a replay: what is shown is over.',
		remedy: ['Leave the replay (Ctrl-C), and act on the console of the host itself.'],
	})),
	BUNDLE_UNREADABLE: problem('input', ({path, why}: {path: string; why: string}) => ({
		message: `Reading ${path}: ${why}.`,
		remedy: [
			'Give a support bundle as it was made (.tar.gz), or the journal of a run (.jsonl).',
			'Of a damaged one look at what is whole: tar --extract, then replay its journal/journal.jsonl.',
		],
	})),
};
