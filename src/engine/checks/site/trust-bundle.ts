/** The form of the trust bundles; recert takes a text without a line feed for the name of a file. Pure. */
import {trustBundle as bundleField} from '../../../config/installation-fields.ts';
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import {failed, passed} from '../verdicts.ts';
import {certificatesIn} from './bundle-certificates.ts';
import type {SiteCheck} from './subject.ts';

export const trustBundle: SiteCheck = {
	id: 'site-trust-bundle',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const {userCaBundle = '', proxyConfigmapBundle = ''} = manifest.additionalTrustBundle ?? {};
		const wrong = Object.entries({userCaBundle, proxyConfigmapBundle}).find(
			([, bundle]) => !isBundle(bundle),
		);
		if (wrong !== undefined) {
			return failed(words.badBundle(wrong[0]));
		}
		const {length} = certificatesIn(userCaBundle || proxyConfigmapBundle);
		return passed(length === 0 ? words.noBundle : words.bundle(length));
	},
};

const isBundle = (text: string): boolean =>
	text === '' || (text.trim().includes('\n') && bundleField().safeParse(text).success);
