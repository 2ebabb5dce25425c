/** The words of the checks of certificates that a site brings, and of the name that recert finds its keys by. */
import type {FailureWords} from './shared.ts';

const renew = 'Have it made anew, and bring the configuration of the site again.';

export const siteCryptoWords = {
	unreadableAdminCa: {
		reason: 'admin_ca_certificate cannot be read',
		remedy: 'Put that certificate right first.',
	},
	validUntil: (end: string): string => `until ${end}`,
	expired: (what: string, end: string, clock: string): FailureWords => ({
		found: `${what} ended at ${end}, and this host says ${clock}`,
		needed: 'a certificate that is valid now',
		remedy: `Check the clock of this host. If it is right: ${renew}`,
	}),
	notYetValid: (what: string, start: string, clock: string): FailureWords => ({
		found: `${what} begins at ${start}, and this host says ${clock}`,
		needed: 'a clock that is not behind the certificates',
		remedy: 'Set the clock of this host (chronyc makestep, or the firmware).',
	}),
	endsSoon: (what: string, end: string): FailureWords => ({
		found: `${what} ends at ${end}`,
		needed: '30 days or more',
		remedy: renew,
	}),

	ingressName: (name: string): string => name,
	noSeedIngressName: {
		found: 'the seed does not name its ingress authority',
		needed: 'the name that recert looks for',
		remedy: 'Have the seed image made again by a tool that records ingress_certificate_cn.',
	},

	noBundle: 'none is given',
};
