/**
 * Whether certificate and keys belong where they stand: the certificate for administrators has a key that is not
 * brought, so that it matches none of those that are. Pure.
 */
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {adminCaOf, keysOf} from './site-keys.ts';
import type {SiteCheck} from './subject.ts';

export const adminCaKey: SiteCheck = {
	id: 'site-admin-ca-key',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const certificate = adminCaOf(manifest);
		if (certificate === undefined) {
			return unknown(words.unreadableAdminCa);
		}
		const owner = keysOf(manifest).find(
			({key}) => key !== undefined && certificate.checkPrivateKey(key),
		);
		return owner === undefined ? passed(words.ownKey) : failed(words.foreignKey(owner.field));
	},
};
