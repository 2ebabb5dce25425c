/** What usually lies behind the problems of the configuration, the seed image and the install. */

export const installCauses = {
	CONFIG_INVALID: [
		'A key or a value is mistyped.',
		'The document is for another program or version.',
	],
	SEED_UNREADABLE: ['What is there is no image, or a damaged one.'],
	SEED_SOURCE_INVALID: ['The name is mistyped, as a missing tag or a blank.'],
	SEED_UNREACHABLE: [
		'The host has no address, no route or no name server.',
		'A firewall or a proxy stands between the host and the registry.',
	],
	SEED_REGISTRY_BUSY: ['Many hosts pull at the same time.'],
	SEED_AUTH: ['The pull secret has no entry for this registry, or an old password.'],
	SEED_AUTH_FILE_INVALID: ['The pull secret was cut or changed when it was pasted.'],
	SEED_UNTRUSTED_CA: [
		'The registry has a certificate of the company, whose authority the host does not have.',
	],
	SEED_CERTIFICATE: [
		'The clock of the host is wrong.',
		'The registry is called by another name than its certificate has.',
	],
	SEED_REGISTRY_WITHOUT_TLS: ['The port is that of a plain HTTP service.'],
	SEED_NOT_FOUND: ['The tag is mistyped or was deleted.'],
	SEED_DIGEST_MISMATCH: [
		'A cache or a proxy on the way changed the bytes.',
		'The tag was moved meanwhile.',
	],
	SEED_ARCHITECTURE: ['The seed image was made on another kind of processor.'],
	SEED_BLOB_MISSING: ['The layout on the medium was not copied to its end.'],
	SEED_LAYER_TRUNCATED: ['The registry or a proxy ended the transfer early.'],
	SEED_CONTENT_MISMATCH: ['Bytes were changed on the way, or on a failing disk.'],
	SEED_LAYER_UNREADABLE: ['The seed image is damaged.', 'The disk cannot be written any more.'],
	SEED_MEMBER_REFUSED: ['The seed image was not made by a seed creator.'],
	SEED_INCOMPLETE: ['The creation of the seed image was cut short.'],
	SEED_VERSION_DIFFERS: ['The tag points to a seed image of another release.'],
	ARCHIVE_UNREADABLE: ['The seed image is damaged.', 'The disk cannot be written any more.'],
	DELETION_REFUSED: ['The seed image was not made by a seed creator.'],
	DEPLOYMENT_MISSING: ['The work of the step before was changed from outside.'],
	BASE_IMAGE_FAILED: [
		'The disk does not take writes.',
		'The image on the live medium cannot be read.',
	],
	IMAGE_PULL_FAILED: ['The image is not in the registry, or the pull secret does not reach it.'],
	TRANSFER_STALLED: [
		'The connection is up, but nothing comes: a firewall, a full registry, a broken path MTU.',
	],
	IMAGES_MISSING: ['The registry was not mirrored completely.'],
	POST_SCRIPT_FAILED: ['The script itself ended with an error; its lines are in the log.'],
	INSTALL_INCOMPLETE: [
		'The disk gave other bytes back than were written.',
		'The post script changed something.',
	],
	CONSOLE_INCOMPLETE: ['The console was started from a place that holds only a part of it.'],
	IMAGES_NOT_CARRIED: ['A registry was not mirrored completely, or this machine cannot reach it.'],
} as const;
