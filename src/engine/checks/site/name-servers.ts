/** Name servers that answer. The cluster finds its own names without them, images and time seldom. Pure. */
import {siteNetworkWords as words} from '../../../words/checks/site-network.ts';
import {failed, passed} from '../verdicts.ts';
import {isWaiting, unanswered} from './planned.ts';
import type {SiteCheck} from './subject.ts';

export const nameServers: SiteCheck = {
	id: 'site-name-servers',
	severity: 'warning',
	examine: (subject) => {
		const {nameServers: servers, names} = subject.edge;
		if (!servers.known) {
			return unanswered(subject, servers.reason);
		}
		if (servers.value.length === 0) {
			return isWaiting(subject) ? unanswered(subject, '') : failed(words.noNameServer);
		}
		if (!names.known) {
			return unanswered(subject, names.reason);
		}
		const silent = servers.value.filter((server) =>
			names.value.every((one) => one.server !== server || one.answer.kind === 'silent'),
		);
		if (silent.length === 0) {
			return passed(words.nameServers(servers.value.join(', ')));
		}
		return isWaiting(subject)
			? unanswered(subject, '')
			: failed(words.silentServers(silent.join(', ')));
	},
};
