/** Problems of ISOs: reading one, making one, changing one. */
import {problem} from './problem.ts';

/** A list of hundreds would push the remedy off every screen. */
const mostNamed = 5;

const someOf = (texts: readonly string[]): string => {
	const more = texts.length - mostNamed;
	return `${texts.slice(0, mostNamed).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
};

export const isoProblems = {
	ISO_UNREADABLE: problem('input', ({iso, why}: {iso: string; why: string}) => ({
		message: `Reading the ISO ${iso}: ${why}.`,
		remedy: ['Check that this is the right file and that it is complete, or fetch it again.'],
	})),
	ISO_PATH_INVALID: problem('input', ({path, why}: {path: string; why: string}) => ({
		message: `Making the ISO: ${path} ${why}.`,
		remedy: [`Give ${path} another name.`],
	})),
	ISO_NOT_COREOS: problem('input', ({iso, why}: {iso: string; why: string}) => ({
		message: `Reading the ISO ${iso} as a CoreOS live ISO: ${why}.`,
		remedy: [
			'Give the live ISO of CoreOS (rhcos-VERSION-live.x86_64.iso), not that of another system.',
		],
	})),
	IGNITION_TOO_LARGE: problem(
		'input',
		({neededBytes, areaBytes}: {neededBytes: number; areaBytes: number}) => ({
			message: `Putting the Ignition configuration into the ISO: it needs ${neededBytes} bytes, but the area for it has ${areaBytes}.`,
			remedy: [
				'Shorten additionalTrustBundle, ignitionConfigOverride or post.sh, whichever is longest.',
				'Let the Ignition configuration fetch long files from a server of yours.',
			],
		}),
	),
	KARGS_TOO_LONG: problem(
		'input',
		({neededBytes, limitBytes}: {neededBytes: number; limitBytes: number}) => ({
			message: `Putting the kernel arguments into the ISO: they need ${neededBytes} bytes, but there is room for ${limitBytes}.`,
			remedy: ['Give fewer or shorter kernel arguments.'],
		}),
	),
	KARGS_INVALID: problem('input', ({argument}: {argument: string}) => ({
		message: `Putting the kernel arguments into the ISO: ${JSON.stringify(argument)} is not one argument of plain ASCII.`,
		remedy: ['Give each kernel argument by itself, without blanks and special characters.'],
	})),
	KARGS_NO_AREA: problem('input', ({iso}: {iso: string}) => ({
		message: `Putting the kernel arguments into the ISO: ${iso} has no area for them.`,
		remedy: ['Use a live ISO of CoreOS 4.8 or newer.'],
	})),
	KARGS_DIFFER: problem('input', ({iso, paths}: {iso: string; paths: string}) => ({
		message: `Reading the kernel arguments of ${iso}: ${paths} disagree about them.`,
		remedy: ['Begin with an unchanged live ISO of CoreOS.'],
	})),
	ISO_NOT_AS_WRITTEN: problem('dependency', ({iso, what}: {iso: string; what: string}) => ({
		message: `Checking ${iso} after it was written: ${what}.`,
		remedy: ['Check the medium that it was written to, then make the ISO again.'],
	})),
	ISO_DIGEST_MISMATCH: problem(
		'dependency',
		({iso, expected, found}: {iso: string; expected: string; found: string}) => ({
			message: `Reading the ISO ${iso}: its bytes have the SHA-256 digest ${found}, but ${expected} was asked for.`,
			remedy: ['Do not use this copy: it was damaged or changed. Fetch the ISO again.'],
		}),
	),
	ISO_ARCHITECTURE: problem(
		'input',
		({iso, found, needed}: {iso: string; found: string; needed: string}) => ({
			message: `Reading the ISO ${iso}: it is for ${found}, but the configuration says ${needed}.`,
			remedy: [
				'Give the live ISO of that architecture, or correct architecture in the configuration.',
			],
		}),
	),
	DOWNLOAD_FAILED: problem('dependency', ({from, why}: {from: string; why: string}) => ({
		message: `Fetching the live ISO from ${from}: ${why}.`,
		remedy: [
			'Check the address and the proxy (HTTPS_PROXY, NO_PROXY), then start again: what came is kept.',
		],
	})),
	PROGRAM_NEEDED: problem(
		'environment',
		({program, fromPackage}: {program: string; fromPackage: string}) => ({
			message: `Starting ${program}: this machine has no such program.`,
			remedy: [`Install the package ${fromPackage}, then start again.`],
		}),
	),
	PROGRAM_INCOMPLETE: problem('environment', ({bundle}: {bundle: string}) => ({
		message: `Packing ibi-console for the live system: ${bundle} is not what a build makes.`,
		remedy: ['Run make build, and start dist/ibi-console.js.'],
	})),
	RUNTIME_UNUSABLE: problem(
		'input',
		({path, found, needed}: {path: string; found: string; needed: string}) => ({
			message: `Packing ibi-console for the live system: ${path} is ${found}, but the hosts need a program for ${needed}.`,
			remedy: [`Give the Node runtime of ${needed} with --runtime FILE.`],
		}),
	),
	SITE_DIRECTORY_TAKEN: problem('input', ({directory}: {directory: string}) => ({
		message: `Making a site of the fleet in ${directory}: documents are there that no run for a fleet has made.`,
		remedy: [
			'Give another directory with --dir, or move these documents away: they would be written over.',
		],
	})),
	IMAGES_NOT_CARRIED: problem(
		'input',
		({images, wanted}: {images: readonly string[]; wanted: number}) => ({
			message: `Putting the images of the seed's list on the ISO: ${images.length} of ${wanted} cannot be had: ${someOf(images)}.`,
			remedy: [
				'Mirror these images completely, with their manifests as they are, and make the ISO again.',
				'Without --with-images the host fetches them from registries.',
			],
		}),
	),
};
