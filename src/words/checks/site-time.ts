/** The words of the checks of the clock before certificates are made by it. */
import type {FailureWords} from './shared.ts';
import {lookAgain} from './site-shared.ts';

const setClock = `Set the clock (chronyc makestep, or the firmware), and ${lookAgain}`;

export const siteTimeWords = {
	clock: (clock: string): string => clock,
	behindSeed: (clock: string, built: string): FailureWords => ({
		found: `this host says ${clock}`,
		needed: `a time after ${built}, when the seed was made`,
		remedy: setClock,
	}),
	farAhead: (clock: string, built: string): FailureWords => ({
		found: `this host says ${clock}, years after the seed was made at ${built}`,
		needed: 'the time of today',
		remedy: `${setClock} If it is right, the certificates of the seed have ended: use a newer seed.`,
	}),
	untoldBuild: (reason: string) => ({
		reason,
		remedy: 'Compare the clock of this host with a watch.',
	}),
	follows: (source: string | undefined, offset: string): string =>
		`${source ?? 'a time server'}, ${offset} s off`,
	followsNone: (asked: string): FailureWords => ({
		found: asked === '' ? 'no time server is set' : `no time server answers (${asked})`,
		needed: 'a time server, since certificates are made by this clock',
		remedy: `Give NTP servers (chrony_config), or accept the clock as it is after a look at a watch.`,
	}),
	farOff: (offset: string, source: string | undefined): FailureWords => ({
		found: `${offset} s off ${source ?? 'its time server'}`,
		needed: 'less than 5 s',
		remedy: setClock,
	}),
	rtc: (offset: string): string => `${offset} s off the clock of the system`,
	rtcLocal: {
		found: 'the hardware clock keeps local time',
		needed: 'UTC',
		remedy: 'Run timedatectl set-local-rtc 0, or the clock is hours off after the next start.',
	},
	rtcOff: (offset: string): FailureWords => ({
		found: `the hardware clock is ${offset} s off the clock of the system`,
		needed: 'less than 60 s',
		remedy: 'Run hwclock -w once the clock of the system is right.',
	}),
};
