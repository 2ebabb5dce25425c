/** The words of the checks of who a site is: names, ids, keys for login, labels. */
import type {FailureWords} from './shared.ts';
import {correct} from './site-shared.ts';

export const siteIdentityWords = {
	allKnown: 'every key of the manifest is known',
	withoutEffect: (warnings: readonly string[]): FailureWords => ({
		found: warnings.join('; '),
		needed: 'keys that are known',
		remedy: 'Check the spelling, or remove them: they have no effect.',
	}),

	hostName: (name: string, isGiven: boolean): string =>
		isGiven ? name : `${name}, which this host has by itself`,
	badHostName: (name: string, why: string, isGiven: boolean): FailureWords => ({
		found: isGiven
			? `${name}: ${why}`
			: `none is given, and this host calls itself ${name}: ${why}`,
		needed: 'a host name of lower-case letters, digits and hyphens, 63 characters at the most',
		remedy: isGiven
			? correct('hostname')
			: 'Give hostname in the configuration of the site, or let DHCP give a name.',
	}),
	reserved: 'every host has that name',
	tooLong: 'it is too long',
	malformed: 'it is no host name',

	newCluster: (domain: string): string => `${domain} is not the name of the seed`,
	unnamedSeed: 'the seed does not tell its name',
	sameCluster: (domain: string): FailureWords => ({
		found: `${domain} is the name of the seed's cluster as well`,
		needed: 'a name of its own for each cluster',
		remedy: 'Go on only if the seed cluster is gone; else correct cluster_name or base_domain.',
	}),

	sshKeys: (count: number): string => `${count} ${count === 1 ? 'key' : 'keys'} for core`,
	noSshKey: {
		found: 'no SSH key is given, so those of the seed stay valid',
		needed: 'an SSH key of the site',
		remedy: 'Give ssh_key, or accept that who owns the seed keeps access.',
	},
	noHostKeys: 'none is given: new ones are made',
	hostKeys: (names: string): string => names,
	loneHostKey: (name: string): FailureWords => ({
		found: `${name} without its other half`,
		needed: 'each private key with its public key',
		remedy: correct('server_ssh_keys'),
	}),

	credentials: (registry: string): string => `there are some for ${registry}`,
	noRegistryKnown: 'no registry is named',
	noCredentials: (registry: string, known: string): FailureWords => ({
		found: `no entry for ${registry}, only for ${known}`,
		needed: `an entry for ${registry}, from which the cluster is updated and repaired`,
		remedy: correct('pull_secret'),
	}),
};
