/** The words of the checks of what a site and its seed must have in common, and of what the host must hold. */
import type {FailureWords, IgnoranceWords} from './shared.ts';
import {correct, lookAgain} from './site-shared.ts';

export const siteSeedWords = {
	proxyAsSeed: (has: boolean): string => (has ? 'both have one' : 'none, as the seed'),
	missingProxy: {
		found: 'no proxy, but the seed was installed with one',
		needed: 'a proxy: the seed cannot be deployed without',
		remedy: 'Give proxy in the configuration of the site, or install from a seed without a proxy.',
	},
	extraProxy: {
		found: 'a proxy, but the seed was installed without one',
		needed: 'no proxy, as the seed',
		remedy: 'Remove proxy from the configuration of the site, or install from a seed with a proxy.',
	},
	noProxy: 'none',
	proxyUrls: (names: string): string => names,
	neitherUrl: {
		found: 'a proxy with neither httpProxy nor httpsProxy',
		needed: 'one of the two, or no proxy',
		remedy: correct('proxy'),
	},
	barred: (field: string): FailureWords => ({
		found: `${field} holds a |, which recert takes for the end of the value`,
		needed: 'a value without |',
		remedy: `${correct(`proxy.${field}`)} In a password write %7C.`,
	}),

	fips: (isOn: boolean): string => (isOn ? 'on, as in the seed' : 'off, as in the seed'),
	wrongFips: (isOn: boolean): FailureWords => ({
		found: `this host runs with FIPS mode ${isOn ? 'on' : 'off'}`,
		needed: `FIPS mode ${isOn ? 'off' : 'on'}, as in the seed`,
		remedy: isOn
			? 'Install this host from a seed with FIPS mode, or remove fips=1 from its kernel arguments.'
			: 'Install this host again from its seed, which brings fips=1 among the kernel arguments.',
	}),

	release: (release: string): string => release,
	wrongRelease: (system: string, seed: string): FailureWords => ({
		found: `this system is of OpenShift ${system}, the seed data of ${seed}`,
		needed: 'a system and data of the same release',
		remedy: 'Install this host again from one seed image.',
	}),
	badRelease: (release: string): FailureWords => ({
		found: `the seed calls its release ${release}`,
		needed: 'a release as 4.18.9',
		remedy: 'Have the seed image made again.',
	}),
	format: (version: string): string => `format ${version}`,
	wrongFormat: (found: string): FailureWords => ({
		found: `format ${found}`,
		needed: 'format 4',
		remedy:
			'Install this host from a seed image of format 4, or use a console that reads this one.',
	}),
	storage: (target: string | undefined): string => target ?? 'the seed names none',
	noStorage: (target: string): FailureWords => ({
		found: `${target} is not there`,
		needed: 'the partition that the seed mounts for its images',
		remedy: 'Install this host again with that label as extraPartitionLabel.',
	}),

	noBundle: 'none is given',
	bundleAsSeed: 'the seed has one too',
	missingBundle: {
		found: 'userCaBundle, but the seed has no user CA bundle',
		needed: 'a seed with a user CA bundle: recert can change one, not make one',
		remedy:
			'Leave additionalTrustBundle out, or install from a seed that was made with a trust bundle.',
	},
	proxyCa: (name: string): string => name,
	wrongProxyCa: (found: string, seed: string | undefined): FailureWords => ({
		found: `proxyConfigmapName ${found}, but the seed has ${seed ?? 'none'}`,
		needed: 'the name of the config map that the seed has: recert can change one, not make one',
		remedy: correct('additionalTrustBundle.proxyConfigmapName'),
	}),

	noPassword: 'no password is given',
	kubeadmin: 'the seed has the kubeadmin secret',
	noKubeadmin: {
		found: 'a password for kubeadmin, but the seed has no kubeadmin secret',
		needed: 'a seed with that secret: recert can change it, not make it',
		remedy: 'Leave kubeadmin_password_hash out, or install from a seed that still has kubeadmin.',
	},
	untoldKubeadmin: {
		reason: 'the seed does not tell whether it has the kubeadmin secret',
		remedy: 'Ask who made the seed. Without it recert fails, and what it did is undone.',
	},

	imagePresent: (image: string): string => `on this host: ${image}`,
	imagePullable: (image: string): string => `not on this host, but its registry has it: ${image}`,
	imageMissing: (image: string, why: string): FailureWords => ({
		found: `${image} is not on this host, and ${why}`,
		needed: 'the image on this host, or a registry that gives it',
		remedy: `Check network, name server, pull secret and trust of that registry, and ${lookAgain}`,
	}),
	imageRefusals: {
		SEED_UNREACHABLE: 'its registry cannot be reached',
		SEED_REGISTRY_BUSY: 'its registry is busy',
		SEED_AUTH: 'its registry refuses the pull secret',
		SEED_AUTH_FILE_INVALID: 'the pull secret cannot be read',
		SEED_UNTRUSTED_CA: 'this host does not trust its registry',
		SEED_CERTIFICATE: 'the certificate of its registry is not valid',
		SEED_REGISTRY_WITHOUT_TLS: 'its registry does not speak TLS',
		SEED_NOT_FOUND: 'its registry does not have it',
	} as Readonly<Record<string, string>>,
	imageRefused: 'its registry does not give it',
	notLookedFor: 'nobody looked for it',
	noRecertImage: {
		found: 'the seed names no recert image',
		needed: 'the image of recert',
		remedy: 'Have the seed image made again by a tool that records recert_image_pull_spec.',
	},
	imageUnnamed: (reason: string): IgnoranceWords => ({
		reason,
		remedy: 'Nothing to do if the images were precached: then it is among them.',
	}),

	room: (free: string, needed: string): string => `${free} free, the snapshot takes ${needed}`,
	noRoom: (free: string, needed: string): FailureWords => ({
		found: `${free} free`,
		needed: `${needed} for the snapshot that a failed recert is undone with`,
		remedy: `Remove what is not needed below /var, and ${lookAgain}`,
	}),
};
