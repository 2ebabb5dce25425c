/** An install-config that is brought replaces the one that the cluster keeps of itself. Pure. */
import {z} from 'zod';
import {tryDocuments} from '../../../config/yaml.ts';
import {siteContentWords as words} from '../../../words/checks/site-content.ts';
import {failed, passed} from '../verdicts.ts';
import {clusterDomain} from './planned.ts';
import type {SiteCheck, SiteSubject} from './subject.ts';

export const installConfig: SiteCheck = {
	id: 'site-install-config',
	severity: 'blocker',
	examine: (subject) => {
		const text = subject.site.manifest.install_config?.reveal();
		if (!text) {
			return passed(words.noInstallConfig);
		}
		const fault = faultOf(text, subject);
		return fault === undefined
			? passed(words.installConfig(clusterDomain(subject.site.manifest)))
			: failed(words.badInstallConfig(fault));
	},
};

const shape = z.object({
	metadata: z.object({name: z.string()}),
	baseDomain: z.string(),
	fips: z.boolean().optional(),
});

const faultOf = (text: string, {site, seed}: SiteSubject): string | undefined => {
	const loaded = tryDocuments(text);
	const parsed = 'fault' in loaded ? undefined : shape.safeParse(loaded.documents[0]).data;
	if (parsed === undefined) {
		return words.notYaml;
	}
	const name = `${parsed.metadata.name}.${parsed.baseDomain}`;
	if (name !== clusterDomain(site.manifest)) {
		return words.otherCluster(name);
	}
	return (parsed.fips ?? false) === seed.hasFips ? undefined : words.otherFips;
};
