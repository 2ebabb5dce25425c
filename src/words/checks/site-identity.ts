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
	reserved: 'that name every host has',
	tooLong: 'it is too long',
	malformed: 'it is no host name',

	clusterName: (domain: string): string => domain,
	longDomain: (name: string, length: number): FailureWords => ({
		found: `${name} has ${length} characters`,
		needed: '253 characters at the most, the limit of DNS',
		remedy: correct('cluster_name or base_domain'),
	}),
	newCluster: (domain: string): string => `${domain} is not the name of the seed`,
	unnamedSeed: 'the seed does not tell its name',
	sameCluster: (domain: string): FailureWords => ({
		found: `${domain} is the name of the seed's cluster as well`,
		needed: 'a name of its own for each cluster',
		remedy: 'Go on only if the seed cluster is gone; else correct cluster_name or base_domain.',
	}),

	clusterId: (id: string): string => id,
	madeHere: 'none is given: one is made on this host',
	badClusterId: (id: string): FailureWords => ({
		found: id,
		needed: 'a UUID as 2ed6a4a1-6f02-4f3c-8d5c-0f4f5b1a9c11',
		remedy: `${correct('cluster_id')} Without one, an id is made on this host.`,
	}),
	infraId: (id: string): string => id,
	badInfraId: (id: string): FailureWords => ({
		found: id,
		needed: 'lower-case letters, digits and hyphens, 27 characters at the most',
		remedy: correct('infra_id'),
	}),

	sshKeys: (count: number): string => `${count} ${count === 1 ? 'key' : 'keys'} for core`,
	noSshKey: {
		found: 'no SSH key is given, so those of the seed stay valid',
		needed: 'an SSH key of the site',
		remedy: 'Give ssh_key, or accept that who owns the seed keeps access.',
	},
	badSshKeys: (line: number): FailureWords => ({
		found: `line ${line} of ssh_key is no SSH public key`,
		needed: 'public keys, one a line, as "ssh-ed25519 AAAA… comment"',
		remedy: correct('ssh_key'),
	}),
	noHostKeys: 'none is given: new ones are made',
	hostKeys: (names: string): string => names,
	badHostKeyName: (name: string): FailureWords => ({
		found: `file_name ${name}`,
		needed: 'a name as ssh_host_ed25519_key or ssh_host_ed25519_key.pub, without a path',
		remedy: correct('server_ssh_keys'),
	}),
	loneHostKey: (name: string): FailureWords => ({
		found: `${name} without its other half`,
		needed: 'each private key with its public key',
		remedy: correct('server_ssh_keys'),
	}),

	labels: (count: number): string => (count === 0 ? 'none' : `${count}`),
	badLabel: (label: string): FailureWords => ({
		found: label,
		needed: 'a label as example.com/name: value, each 63 characters at the most',
		remedy: correct('node_labels'),
	}),

	noPassword: 'none is given: nobody logs in as kubeadmin',
	passwordHash: (cost: number): string => `a bcrypt hash with cost ${cost}`,
	badPasswordHash: {
		found: 'a text that is no bcrypt hash',
		needed: 'a bcrypt hash: $2a$, $2b$ or $2y$, a cost from 10 to 31, and 53 characters',
		remedy: correct('kubeadmin_password_hash'),
	},

	registry: (registry: string): string => registry,
	registryOfSeed: 'none is given: that of the seed stays',
	badRegistry: (registry: string): FailureWords => ({
		found: registry,
		needed: 'a registry as registry.example.com:5000, without a scheme or a path',
		remedy: correct('release_registry'),
	}),
	credentials: (registry: string): string => `there are some for ${registry}`,
	noRegistryKnown: 'no registry is named',
	noCredentials: (registry: string, known: string): FailureWords => ({
		found: `no entry for ${registry}, only for ${known}`,
		needed: `an entry for ${registry}, from which the cluster is updated and repaired`,
		remedy: correct('pull_secret'),
	}),
};
