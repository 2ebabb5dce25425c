/** The words of the checks of manifests and other texts that go into the cluster. */
import type {FailureWords, IgnoranceWords} from './shared.ts';
import {correct} from './site-shared.ts';

export const siteContentWords = {
	manifests: (count: number): string =>
		count === 0 ? 'none' : `${count} ${count === 1 ? 'object' : 'objects'}`,
	badManifests: (faults: readonly string[]): FailureWords => ({
		found: faults.join('; '),
		needed: 'objects with apiVersion, kind and metadata.name, that are to be replaced or merged',
		remedy: correct('these files'),
	}),
	unknownKinds: (kinds: string): FailureWords => ({
		found: `the seed does not know ${kinds}`,
		needed: 'kinds of the seed, or of a CustomResourceDefinition beside them',
		remedy: `${correct('these files')} Or add the definition, or use a seed with that operator.`,
	}),
	untoldKinds: (kinds: string): IgnoranceWords => ({
		reason: `nobody can tell whether the seed knows ${kinds}`,
		remedy:
			'Make sure that their operator is in the seed, or that they come with their definition.',
	}),
	noInstallConfig: 'none is given: that of the seed is changed',
	installConfig: (domain: string): string => domain,
	badInstallConfig: (why: string): FailureWords => ({
		found: `install_config ${why}`,
		needed: 'the install-config of this very cluster',
		remedy: correct('install_config'),
	}),
	notYaml: 'is neither YAML nor JSON',
	otherCluster: (name: string): string => `is that of ${name}`,
	otherFips: 'says another FIPS mode than the seed',
};
