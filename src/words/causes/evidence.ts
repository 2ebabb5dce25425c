/** What usually lies behind the problems of the support bundle. */

export const evidenceCauses = {
	EVIDENCE_FAILED: [
		'The memory of the live system is full, so that nothing can be gathered.',
		'The way out failed; its own words say how.',
	],
	STICK_UNFIT: [
		'The device is a disk of this host, a read-only disc, or in use.',
		'The stick has no filesystem, or one that this system cannot write.',
	],
	EVIDENCE_NOT_ON_STICK: [
		'The stick is full, write-protected, or was pulled out too early.',
		'Its filesystem is damaged, so that the kernel mounts it for reading only.',
	],
	UPLOAD_FAILED: [
		'The address is mistyped, or nothing listens there.',
		'The token has expired, or does not allow to write there.',
		'The host has no network that leads there.',
	],
	NO_OWN_ADDRESS: ['No cable is plugged in, or DHCP gave no address.'],
	EVIDENCE_NOT_FETCHED: [
		'The line was mistyped: the address has random letters in it.',
		'The other machine does not reach this host, or a firewall is between them.',
	],
	REPLAY_ONLY: ['The screen is that of a recorded run, not of a host.'],
	BUNDLE_UNREADABLE: [
		'The file was cut short when it was copied or received.',
		'It is no bundle of this console, but one of another tool.',
	],
};
