/** Whether the private keys can be read: recert stops at the first that cannot. Pure. */
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import {failed, passed} from '../verdicts.ts';
import {keysOf} from './site-keys.ts';
import type {SiteCheck} from './subject.ts';

export const privateKeys: SiteCheck = {
	id: 'site-private-keys',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const wrong = keysOf(manifest).find(({key}) => key === undefined);
		return wrong === undefined ? passed(words.keys) : failed(words.badKey(wrong.field));
	},
};
