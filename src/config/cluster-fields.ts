/** The fields that an installation configuration and an install-config share: proxies and mirrors. */
import * as field from './fields.ts';
import * as special from './installation-fields.ts';

export const proxy = () =>
	field
		.closedObject({
			httpProxy: special.httpProxy().optional(),
			httpsProxy: special.httpsProxy().optional(),
			noProxy: special.noProxy().optional(),
		})
		.refine(({httpProxy, httpsProxy}) => Boolean(httpProxy) || Boolean(httpsProxy), {
			error: 'needed httpProxy or httpsProxy',
		});

export const imageDigestSources = () =>
	field.listOf(
		field.closedObject({
			source: special.repository(),
			mirrors: field.listOf(special.repository(), 'a list of repositories').optional(),
			sourcePolicy: field.oneOf(['NeverContactSource', 'AllowContactingSource', '']).optional(),
		}),
		'a list of sources with mirrors',
	);
