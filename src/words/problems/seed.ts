/** Problems of the seed image: reaching it, reading it, fitting it to this host. */
import {problem} from './problem.ts';

/** `said` is what the program or the registry answered, in its own words. */
type Answer = {readonly image: string; readonly said: string};

export const seedProblems = {
	SEED_UNREADABLE: problem('input', ({image, why}: {image: string; why: string}) => ({
		message: `Reading the seed image ${image}: ${why}.`,
		remedy: ['Check the name of the image, or give another one.'],
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
			'Check cable, address, default route, DNS and proxy of this host on the network screen.',
			'Check that the registry is running and that its name and port are right, then try again.',
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
			],
		}),
	),
	SEED_AUTH_FILE_INVALID: problem(
		'input',
		({image, authFile, said}: Answer & {readonly authFile: string | undefined}) => ({
			message: `Reading the seed image ${image}: ${authFile ?? 'the pull secret'} cannot be read (${said}).`,
			remedy: [
				'Replace the file with a pull secret: JSON with auths and one entry for each registry.',
			],
		}),
	),
	SEED_UNTRUSTED_CA: problem('environment', ({image, said}: Answer) => ({
		message: `Reading the seed image ${image}: this host does not know the authority that signed the certificate of the registry (${said}).`,
		remedy: [
			'Put the CA certificate into /etc/pki/ca-trust/source/anchors and run update-ca-trust, or put it into /etc/containers/certs.d/<host:port>/ca.crt.',
			'When an installation ISO is made, put it into additionalTrustBundle.',
		],
	})),
	SEED_CERTIFICATE: problem('environment', ({image, said}: Answer) => ({
		message: `Reading the seed image ${image}: the certificate of the registry is not valid for it (${said}).`,
		remedy: [
			'Check the date and time of this host.',
			'Use the name of the registry that stands in its certificate, or have the certificate renewed.',
		],
	})),
	SEED_REGISTRY_WITHOUT_TLS: problem('environment', ({image, said}: Answer) => ({
		message: `Reading the seed image ${image}: the registry does not speak TLS at this port (${said}).`,
		remedy: [
			'Check the port. A registry without TLS must be named as insecure in /etc/containers/registries.conf.',
		],
	})),
	SEED_NOT_FOUND: problem('input', ({image, said}: Answer) => ({
		message: `Reading the seed image ${image}: no such image is there (${said}).`,
		remedy: ['Check repository, tag or digest, and that the image was pushed.'],
	})),
	SEED_DIGEST_MISMATCH: problem(
		'dependency',
		({image, expected, found}: {image: string; expected: string; found: string}) => ({
			message: `Reading the seed image ${image}: its bytes have the digest ${found}, but ${expected} was asked for.`,
			remedy: [
				'Do not use this copy: it was damaged or changed. Copy the image again, or use another registry.',
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
