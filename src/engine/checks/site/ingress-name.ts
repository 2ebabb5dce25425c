/** The name of the ingress authority: recert splits its rules at spaces and colons, and looks for the seed's. Pure. */
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const ingressName: SiteCheck = {
	id: 'site-ingress-name',
	severity: 'blocker',
	examine: ({site: {manifest}, seed: {ingressCertificateCn}}) => {
		const name =
			manifest.KubeconfigCryptoRetention.IngresssCrypto.ingress_certificate_cn?.trim() ?? '';
		if (name !== '' && !pattern.test(name)) {
			return failed(words.badIngressName(name));
		}
		if (ingressCertificateCn === undefined) {
			return failed(words.noSeedIngressName);
		}
		return passed(name === '' ? words.noIngressName : words.ingressName(name));
	},
};

const pattern = /^ingress-operator@\d{1,12}$/;
