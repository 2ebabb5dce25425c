/** A proxy that recert can be told: it takes all six values in one text, with a bar between. Pure. */
import type {SeedReconfiguration} from '../../../iso/manifest-document.ts';
import type {FailureWords} from '../../../words/checks/shared.ts';
import {siteSeedWords as words} from '../../../words/checks/site-seed.ts';
import {failed, passed} from '../verdicts.ts';
import type {SiteCheck} from './subject.ts';

export const proxyForm: SiteCheck = {
	id: 'site-proxy-form',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		if (manifest.proxy === undefined) {
			return passed(words.noProxy);
		}
		const values = valuesOf(manifest.proxy);
		const fault = faultOf(values);
		const given = Object.keys(values).filter((field) => values[field] !== '');
		return fault === undefined ? passed(words.proxyUrls(given.join(', '))) : failed(fault);
	},
};

/** A URL may carry a password, so that none is told. */
const valuesOf = ({
	httpProxy,
	httpsProxy,
	noProxy,
}: NonNullable<SeedReconfiguration['proxy']>): Readonly<Record<string, string>> => ({
	httpProxy: httpProxy?.reveal() ?? '',
	httpsProxy: httpsProxy?.reveal() ?? '',
	noProxy: noProxy ?? '',
});

const faultOf = (values: Readonly<Record<string, string>>): FailureWords | undefined => {
	if (values['httpProxy'] === '' && values['httpsProxy'] === '') {
		return words.neitherUrl;
	}
	const barred = Object.keys(values).find((field) => values[field]?.includes('|'));
	return barred === undefined ? undefined : words.barred(barred);
};
