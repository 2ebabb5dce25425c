/** The keys with which people log in; without any those of the seed stay for good. Pure. */
import {sshKeys} from '../../../config/installation-fields.ts';
import {siteIdentityWords as words} from '../../../words/checks/site-identity.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const sshKey: SiteCheck = {
	id: 'site-ssh-key',
	severity: 'blocker',
	severityFor: ({site: {manifest}}) => (manifest.ssh_key?.trim() ? 'blocker' : 'warning'),
	examine: ({site: {manifest}}) => {
		const lines = (manifest.ssh_key ?? '').split('\n');
		const filled = lines.filter((line) => line.trim() !== '');
		if (filled.length === 0) {
			return failed(words.noSshKey);
		}
		const wrong = lines.findIndex((line) => !sshKeys().safeParse(line).success);
		return wrong < 0 ? passed(words.sshKeys(filled.length)) : failed(words.badSshKeys(wrong + 1));
	},
};
