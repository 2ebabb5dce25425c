/** SSH keys of the host take the place of all that are there, so that half a pair is none. Pure. */
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const hostKeys: SiteCheck = {
	id: 'site-host-keys',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const names = (manifest.server_ssh_keys ?? []).map(({file_name}) => file_name);
		if (names.length === 0) {
			return passed(words.noHostKeys);
		}
		const lone = names.find((name) => !names.includes(otherHalf(name)));
		return lone === undefined
			? passed(words.hostKeys(names.join(', ')))
			: failed(words.loneHostKey(lone));
	},
};

const otherHalf = (name: string): string =>
	name.endsWith('.pub') ? name.slice(0, -'.pub'.length) : `${name}.pub`;
