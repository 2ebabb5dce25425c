/** Problems of the seed image: reaching it, reading it, fitting it to this host. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

/** `said` is what the program or the registry answered, in its own words. */
type Answer = {readonly image: string; readonly said: string};

export const seedProblems = {
	SEED_UNREADABLE: problem('input', ({image, why}: {image: string; why: string}) => ({
		message: `Reading the seed image ${image}: ${why}.`,
		remedy: [
			'Correct the name of the seed image on the review, or copy that image again; then look again.',
		],
	})),
	SEED_SOURCE_INVALID: problem('input', ({text, why}: {text: string; why: string}) => ({
		message: `Reading the name of the seed image ${text}: ${why}.`,
		remedy: [
			'Give registry.example.com/repository:tag, registry.example.com/repository@sha256:DIGEST, oci:/directory or oci-archive:/file.',
		],
	})),
	SEED_UNREACHABLE: problem('environment', ({image, said}: Answer) => ({
		message: `Reading the seed image ${image}: the registry cannot be reached (${said}).`,
		remedy: [
			`See ${toolKeys.network}: it names the first rung that does not hold (cable, address, route, DNS, proxy, registry).`,
			'Put that right; if all but the registry hold, have it started, or correct its name and port. Then try again.',
		],
	})),
	SEED_REGISTRY_BUSY: problem('environment', ({image, said}: Answer) => ({
		message: `Reading the seed image ${image}: the registry refuses more requests for now (${said}).`,
		remedy: ['Wait a few minutes and try again, or use a mirror of the registry.'],
	})),
	SEED_AUTH: problem(
		'input',
		({image, authFile, said}: Answer & {readonly authFile: string | undefined}) => ({
			message: `Reading the seed image ${image}: the registry refuses ${
				authFile === undefined ? 'to answer without credentials' : `the credentials of ${authFile}`
			} (${said}).`,
			remedy: [
				`Check that ${authFile ?? 'the pull secret'} has an entry for this registry, with a user and password that may read this image.`,
				'Put a right one in its place, then try again.',
			],
		}),
	),
	SEED_AUTH_FILE_INVALID: problem(
		'input',
		({image, authFile, said}: Answer & {readonly authFile: string | undefined}) => ({
			message: `Reading the seed image ${image}: ${authFile ?? 'the pull secret'} cannot be read (${said}).`,
			remedy: [
				'Put a pull secret in its place (JSON with auths, one entry for each registry), then try again.',
			],
		}),
	),
	SEED_UNTRUSTED_CA: problem('environment', ({image, said}: Answer) => ({
		message: `Reading the seed image ${image}: this host does not know the authority that signed the certificate of the registry (${said}).`,
		remedy: [
			'Put the CA certificate into /etc/pki/ca-trust/source/anchors and run update-ca-trust, or put it into /etc/containers/certs.d/<host:port>/ca.crt. Then try again.',
			'When an installation ISO is made, put it into additionalTrustBundle.',
		],
	})),
	SEED_CERTIFICATE: problem('environment', ({image, said}: Answer) => ({
		message: `Reading the seed image ${image}: the certificate of the registry is not valid for it (${said}).`,
		remedy: [
			`Look at the clock of this host with ${toolKeys.time}; if it is wrong, set it there and try again.`,
			'Use the name of the registry that stands in its certificate, or have the certificate renewed.',
		],
	})),
	SEED_REGISTRY_WITHOUT_TLS: problem('environment', ({image, said}: Answer) => ({
		message: `Reading the seed image ${image}: the registry does not speak TLS at this port (${said}).`,
		remedy: [
			'Correct the port of the registry, then try again.',
			'A registry without TLS must be named as insecure in /etc/containers/registries.conf.',
		],
	})),
	SEED_NOT_FOUND: problem('input', ({image, said}: Answer) => ({
		message: `Reading the seed image ${image}: no such image is there (${said}).`,
		remedy: [
			'Correct repository, tag or digest on the review, or have the image pushed; then try again.',
		],
	})),
	SEED_DIGEST_MISMATCH: problem(
		'dependency',
		({image, expected, found}: {image: string; expected: string; found: string}) => ({
			message: `Reading the seed image ${image}: its bytes have the digest ${found}, but ${expected} was asked for.`,
			remedy: [
				'Do not use this copy: it was damaged or changed. Copy the image again, or name another registry; then try again.',
			],
		}),
	),
	SEED_ARCHITECTURE: problem(
		'input',
		({image, needed, offered}: {image: string; needed: string; offered: string}) => ({
			message: `Reading the seed image ${image}: it has no variant for ${needed}, only for ${offered}.`,
			remedy: ['Give a seed image that was made on a host of the same architecture as this one.'],
		}),
	),
};
