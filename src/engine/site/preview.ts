/** The manifest that typed answers make, to be looked at while they are typed. Pure; nothing secret is in it. */
import {dump} from 'js-yaml';
import type {ImageBasedConfig} from '../../config/image-based-config.ts';
import type {InstallConfig} from '../../config/install-config.ts';
import type {SiteAnswers} from '../../config/site-answers.ts';
import {seedReconfiguration} from '../../iso/manifest.ts';
import type {ClusterIdentity, KeyPair} from '../../pki/identity.ts';
import {Secret} from '../../secret.ts';
import {documentsOf} from './typed-documents.ts';

/** Lines of YAML, from as many answers as there are. */
export const previewOf = (answers: Partial<SiteAnswers>): readonly string[] => {
	const {install, site} = documentsOf(answers);
	const manifest = seedReconfiguration({
		install: {
			...install,
			...(answers.pullSecret && {pullSecret: answers.pullSecret}),
		} as unknown as InstallConfig,
		site: site as unknown as ImageBasedConfig,
		identity: madeLater,
		clusterId: answers.clusterId ?? made,
		infraId: answers.infraId ?? made,
		passwordHash: new Secret(made),
	});
	const {raw_nm_state_config: network} = manifest;
	// It was made from answers that are no secrets.
	const shown = {...manifest, ...(network && {raw_nm_state_config: network.reveal()})};
	return dump(masked(shown), {lineWidth: -1, noRefs: true}).trimEnd().split('\n');
};

const made = '<made on this host>';

const pair: KeyPair = {certificate: made, key: new Secret(made)};

const madeLater: ClusterIdentity = {
	signers: {localhost: pair, serviceNetwork: pair, loadBalancer: pair, ingress: pair},
	adminSigner: made,
	admin: pair,
	ingressName: made,
};

const masked = (value: unknown): unknown => {
	if (value instanceof Secret) {
		const text = value.reveal();
		return text === made ? made : `<secret, ${text.length} characters>`;
	}
	if (Array.isArray(value)) {
		return value.map(masked);
	}
	if (typeof value !== 'object' || value === null) {
		return value;
	}
	const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
	return Object.fromEntries(entries.map(([key, entry]) => [key, masked(entry)]));
};
