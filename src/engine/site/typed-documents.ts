/** Typed answers as the two documents that a configuration ISO is made from. Pure. */
import {dropUndefined} from '../../config/absent.ts';
import type {SiteAnswers} from '../../config/site-answers.ts';
import {nmstateOf} from '../../config/site-network.ts';
import type {Secret} from '../../secret.ts';

/** In the spelling of those documents; what was not answered is left out. */
export const documentsOf = (answers: Partial<SiteAnswers>) => ({
	install: dropUndefined({
		apiVersion: 'v1',
		metadata: {name: answers.clusterName},
		baseDomain: answers.baseDomain,
		controlPlane: {name: 'master', replicas: 1},
		compute: [{name: 'worker', replicas: 0}],
		networking: {machineNetwork: (answers.machineNetworks ?? []).map((cidr) => ({cidr}))},
		platform: {none: {}},
		pullSecret: answers.pullSecret?.reveal(),
		sshKey: answers.sshKey,
		additionalTrustBundle: answers.trustBundle,
		proxy: proxyOf(answers),
	}),
	site: dropUndefined({
		hostname: answers.hostName,
		releaseRegistry: answers.releaseRegistry,
		additionalNTPSources: answers.ntpServers,
		networkConfig: nmstateOf(answers),
		cluster_id: answers.clusterId,
		infra_id: answers.infraId,
	}),
});

const proxyOf = ({httpProxy, httpsProxy, noProxy}: Partial<SiteAnswers>): object | undefined => {
	if (httpProxy === undefined && httpsProxy === undefined) {
		return undefined;
	}
	const revealed = (secret: Secret | undefined): string | undefined => secret?.reveal();
	return dropUndefined({
		httpProxy: revealed(httpProxy),
		httpsProxy: revealed(httpsProxy),
		noProxy,
	});
};
