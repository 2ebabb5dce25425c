/** The running system and the data of the seed are of one release. Pure. */
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {untold} from '../../../words/checks/site-shared.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const release: SiteCheck = {
	id: 'site-release',
	severity: 'blocker',
	/** Not every system tells its release. */
	severityFor: ({seed, edge}) =>
		edge.systemRelease.known || minorOf(seed.seedClusterOcpVersion) === undefined
			? 'blocker'
			: 'warning',
	examine: ({seed: {seedClusterOcpVersion: version}, edge: {systemRelease}}) => {
		const minor = minorOf(version);
		if (minor === undefined) {
			return failed(words.badRelease(version));
		}
		if (!systemRelease.known) {
			return unknown(untold(systemRelease.reason));
		}
		return minorOf(systemRelease.value) === minor
			? passed(words.release(version))
			: failed(words.wrongRelease(systemRelease.value, version));
	},
};

/** `4.18` of `4.18.9` or of `4.18`. */
const minorOf = (version: string): string | undefined => /^\d+\.\d+(?=\.|$)/.exec(version)?.[0];
