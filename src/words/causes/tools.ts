/** What usually lies behind the problems of the tools. */

export const toolCauses = {
	DEED_RUNNING: ['Another console of this host has begun it.'],
	DEED_WAITS: ['A run has begun, on this console or on another one.'],
	SERVICE_UNKNOWN: ['The service was removed meanwhile.'],
} as const;
