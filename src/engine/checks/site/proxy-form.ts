/** The form of the proxy. A URL may carry a password, so that none is told. Pure. */
import {httpProxy, httpsProxy, noProxy} from '../../../config/installation-fields.ts';
import type {SeedReconfiguration} from '../../../iso/manifest-document.ts';
import type {FailureWords} from '../../../words/checks/shared.ts';
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const proxyForm: SiteCheck = {
	id: 'site-proxy-form',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const {proxy} = manifest;
		if (proxy === undefined) {
			return passed(words.noProxy);
		}
		const fault = faultOf(proxy);
		const given = urlFields.filter((field) => proxy[field]?.reveal());
		return fault === undefined ? passed(words.proxyUrls(given.join(' and '))) : failed(fault);
	},
};

const urlFields = ['httpProxy', 'httpsProxy'] as const;

const faultOf = (proxy: NonNullable<SeedReconfiguration['proxy']>): FailureWords | undefined => {
	const urls = urlFields.map((field) => ({field, url: proxy[field]?.reveal() ?? ''}));
	if (urls.every(({url}) => url === '')) {
		return words.badProxy('httpProxy', words.neitherUrl);
	}
	const barred = urls.find(({url}) => url.includes('|'));
	if (barred !== undefined) {
		return words.badProxy(barred.field, words.hasBar);
	}
	const wrong = urls.find(({field, url}) => !schemas[field].safeParse(url).success);
	if (wrong !== undefined) {
		return words.badProxy(wrong.field, words.noUrl);
	}
	const list = proxy.noProxy ?? '';
	return noProxy().safeParse(list).success && !list.includes('|') ? undefined : words.badNoProxy;
};

const schemas = {httpProxy: httpProxy(), httpsProxy: httpsProxy()};
