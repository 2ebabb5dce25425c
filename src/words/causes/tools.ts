/** What usually lies behind the problems of the tools. */

export const toolCauses = {
	DEED_RUNNING: ['Another console of this host has begun it.'],
	DEED_WAITS: ['A run has begun, on this console or on another one.'],
	PORT_WITHOUT_LIGHT: ['The card is a virtual one.', 'Its driver knows no such light.'],
	NETWORK_CHANGE_REFUSED: [
		'A card that was named is not there, or has another name.',
		'The gateway is in no network of the addresses.',
		'Addresses move to a VLAN while the profile of the card itself has fixed name servers.',
	],
	TRIAL_OVER: ['A minute has passed, or somebody put it back.'],
	CLEARING_FAILED: ['Something on the disk is in use.', 'The disk fails.'],
	LOG_UNREADABLE: ['The host keeps its journal in memory only, or was never started before.'],
	HOST_DEPLOYED: ['The deployment has ended well; the cluster is in use.'],
	SERVICE_UNKNOWN: ['The service was removed meanwhile.'],
} as const;
