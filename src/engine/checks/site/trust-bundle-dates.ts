/** Whether the certificates of the trust bundle are valid: one that ended vouches for nobody. Pure. */
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import {passed} from '../verdicts.ts';
import {bundleOf} from './certificates.ts';
import {datesVerdict} from './dates.ts';
import type {SiteCheck} from './subject.ts';

export const trustBundleDates: SiteCheck = {
	id: 'site-trust-bundle-dates',
	severity: 'warning',
	examine: ({site: {manifest}, edge: {probedAt}}) => {
		const verdicts = bundleOf(manifest).map((certificate) =>
			datesVerdict(certificate.subject.replaceAll('\n', ', '), certificate, probedAt),
		);
		return verdicts.find(({kind}) => kind !== 'passed') ?? verdicts[0] ?? passed(words.noBundle);
	},
};
