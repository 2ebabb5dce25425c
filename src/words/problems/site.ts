/** Problems of a site's configuration: finding it, reading it, taking it over, and giving out its access. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

export const siteProblems = {
	SITE_UNREADABLE: problem('environment', ({source, why}: {source: string; why: string}) => ({
		message: `Reading the configuration of the site from ${source}: ${why}.`,
		remedy: [
			'Pull the medium out and plug it in again.',
			'If it is still not read, write the configuration to another stick, or type the values.',
		],
	})),
	SITE_INVALID: problem(
		'input',
		({source, faults}: {source: string; faults: readonly string[]}) => ({
			message: `Checking the configuration of the site from ${source}: ${faults.join('; ')}.`,
			remedy: [
				`Correct what is named in ${source} and plug it in again, or type the values on the console.`,
			],
		}),
	),
	SITE_DIGEST_MISMATCH: problem(
		'input',
		({source, expected, found}: {source: string; expected: string; found: string}) => ({
			message: `Reading the configuration of the site from ${source}: its SHA-256 digest is ${found}, but ${expected} was asked for.`,
			remedy: [
				'Do not use this copy: it was damaged or changed. Fetch it again, or correct the digest.',
			],
		}),
	),
	SITE_ACCESS_UNSAVED: problem('environment', ({device, why}: {device: string; why: string}) => ({
		message: `Saving kubeconfig and password to ${device}: ${why}.`,
		remedy: [
			'Insert another stick with a filesystem that can be written, then save again.',
			'Write the password down from the screen before you leave it.',
		],
	})),
	SITE_UNFIT: problem('environment', ({findings}: {findings: readonly string[]}) => ({
		message: `Examining the site before recert: it does not fit this host (${findings.join(' · ')}).`,
		remedy: [
			`Put right what is named: ${toolKeys.findings} says what to do for each. Then retry the step.`,
			'Nothing of the seed was changed, and the deployment goes on from here.',
		],
	})),
};
