/** recert gives the key of the ingress authority to the certificate that has the name which the seed tells. Pure. */
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const ingressName: SiteCheck = {
	id: 'site-ingress-name',
	severity: 'blocker',
	examine: ({seed: {ingressCertificateCn}}) =>
		ingressCertificateCn === undefined
			? failed(words.noSeedIngressName)
			: passed(words.ingressName(ingressCertificateCn)),
};
