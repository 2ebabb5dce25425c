/** The words of the checks of processor level, firmware, hardware clock and tools. */
import {type FailureWords, type IgnoranceWords, readTheSeed, rescan} from './shared.ts';

export const platformCheckWords = {
	notProbed: {reason: 'the host was not asked for it', remedy: rescan},
	otherArchitecture: (architecture: string): string => `not asked of ${architecture}`,
	level: (level: number): string => `x86-64-v${level}`,
	oldCpu: (level: number, needed: number, system: string): FailureWords => ({
		found: `x86-64-v${level}`,
		needed: `x86-64-v${needed}, which ${system} is built for`,
		remedy: `Use a host with a newer processor; in a virtual machine, give it the processor of its host. If the image is not of ${system}, check its release.`,
	}),
	unknownRelease: (level: number): IgnoranceWords => ({
		reason: `it has x86-64-v${level}, and the release of the seed is not known`,
		remedy: readTheSeed,
	}),
	uefi: 'UEFI',
	bios: {
		found: 'BIOS',
		needed: 'UEFI, where the order of starting can be set from here',
		remedy: 'Switch the firmware to UEFI, or put the installation disk first in its boot order.',
	},
	noUefi: 'not asked of a BIOS',
	uefi64: '64 bits',
	uefi32: {
		found: 'an UEFI of 32 bits',
		needed: '64 bits',
		remedy: 'Update the firmware, or use another host: such a firmware cannot start the system.',
	},
	secureBoot: {on: 'on', off: 'off', unsupported: 'the firmware has none'},
	setupMode: {
		found: 'Secure Boot is in setup mode: anybody can enrol a key',
		needed: 'Secure Boot on or off',
		remedy: 'Enrol the keys of the maker in the firmware, or turn Secure Boot off.',
	},
	utcClock: 'the hardware clock keeps UTC',
	localClock: {
		found: 'the hardware clock keeps local time',
		needed: 'UTC, or the installed system starts hours off',
		remedy: 'Run "timedatectl set-local-rtc 0", then check date and time.',
	},
	noIscsi: 'the disk is not reached by iSCSI',
	iscsiNic: (address: string): string => `by ${address}, beside the network of the cluster`,
	iscsiOnMachineNic: (nic: string, address: string): FailureWords => ({
		found: `${nic} (${address}) carries both the disk and the default route`,
		needed: 'a card of its own for the disk',
		remedy: 'Put iSCSI on another card and network, or set the default route on another card.',
	}),
	missingTools: (tools: readonly string[]): string =>
		tools.length === 0 ? 'all are here' : `not here, so not asked: ${tools.join(', ')}`,
};
