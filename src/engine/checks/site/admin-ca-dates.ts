/** Whether the certificate for administrators is valid by the clock of this host. Pure. */
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import {unknown} from '../verdicts.ts';
import {adminCaOf} from './certificates.ts';
import {datesVerdict, validityOf} from './dates.ts';
import type {SiteCheck} from './subject.ts';

export const adminCaDates: SiteCheck = {
	id: 'site-admin-ca-dates',
	severity: 'blocker',
	severityFor: ({site: {manifest}, edge: {probedAt}}) => {
		const certificate = adminCaOf(manifest);
		return certificate && validityOf(certificate, probedAt) === 'ends-soon' ? 'warning' : 'blocker';
	},
	examine: ({site: {manifest}, edge: {probedAt}}) => {
		const certificate = adminCaOf(manifest);
		return certificate === undefined
			? unknown(words.unreadableAdminCa)
			: datesVerdict('admin_ca_certificate', certificate, probedAt);
	},
};
