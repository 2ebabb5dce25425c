/**
 * The host name that the node gets: the one that is given, else the one that this host has. Two names that every
 * host has are none: the API server would take all hosts for one. Pure.
 */
import {familyOf} from '../../../config/cidr.ts';
import {isHostName} from '../../../config/host-names.ts';
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import type {Verdict} from '../../check.ts';
import {failed, passed} from '../verdicts.ts';
import {unanswered, unlessWaiting} from './planned.ts';
import type {SiteCheck} from './subject.ts';

export const hostname: SiteCheck = {
	id: 'site-hostname',
	severity: 'blocker',
	severityFor: (subject) =>
		subject.site.manifest.hostname ? 'blocker' : unlessWaiting(subject, 'blocker'),
	examine: (subject) => {
		const given = subject.site.manifest.hostname;
		if (given) {
			return verdictOf(given, true);
		}
		const {hostName} = subject.edge;
		return hostName.known ? verdictOf(hostName.value, false) : unanswered(subject, hostName.reason);
	},
};

/** Of a name in Linux, and of a label that holds it. */
const maximumLength = 63;

const verdictOf = (name: string, isGiven: boolean): Verdict => {
	const fault = faultOf(name);
	return fault === undefined
		? passed(words.hostName(name, isGiven))
		: failed(words.badHostName(name, fault, isGiven));
};

const faultOf = (name: string): string | undefined => {
	if (/^localhost(\.|$)/.test(name) || name === '(none)') {
		return words.reserved;
	}
	if (name.length > maximumLength) {
		return words.tooLong;
	}
	return isHostName(name) && familyOf(name) === undefined ? undefined : words.malformed;
};
