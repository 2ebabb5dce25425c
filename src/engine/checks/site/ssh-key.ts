/** The keys with which people log in; without any those of the seed stay for good. Pure. */
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const sshKey: SiteCheck = {
	id: 'site-ssh-key',
	severity: 'warning',
	examine: ({site: {manifest}}) => {
		const lines = (manifest.ssh_key ?? '').split('\n').filter((line) => line.trim() !== '');
		return lines.length === 0 ? failed(words.noSshKey) : passed(words.sshKeys(lines.length));
	},
};
