/** Whether the certificate for administrators is that of an authority which signs itself. Pure. */
import type {X509Certificate} from 'node:crypto';
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import {failed, passed} from '../verdicts.ts';
import {adminCaOf} from './site-keys.ts';
import type {SiteCheck} from './subject.ts';

export const adminCa: SiteCheck = {
	id: 'site-admin-ca',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const certificate = adminCaOf(manifest);
		const fault = faultOf(certificate);
		return fault === undefined
			? passed(words.adminCa(certificate?.subject.replaceAll('\n', ', ') ?? ''))
			: failed(words.badAdminCa(fault));
	},
};

const faultOf = (certificate: X509Certificate | undefined): string | undefined => {
	if (certificate === undefined) {
		return words.unreadable;
	}
	if (!certificate.ca) {
		return words.noAuthority;
	}
	return certificate.verify(certificate.publicKey) ? undefined : words.notSelfSigned;
};
