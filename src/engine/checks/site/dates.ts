/** Certificates against the clock of this host. Pure. */
import type {X509Certificate} from 'node:crypto';
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import type {Verdict} from '../../check.ts';
import {failed, passed} from '../verdicts.ts';

export type Validity = 'valid' | 'ends-soon' | 'not-yet' | 'ended';

const soonMs = 30 * 86_400_000;

export const validityOf = (certificate: X509Certificate, clock: string): Validity => {
	const nowMs = Date.parse(clock);
	const endMs = Date.parse(certificate.validTo);
	if (nowMs < Date.parse(certificate.validFrom)) {
		return 'not-yet';
	}
	if (nowMs >= endMs) {
		return 'ended';
	}
	return endMs - nowMs < soonMs ? 'ends-soon' : 'valid';
};

export const datesVerdict = (
	what: string,
	certificate: X509Certificate,
	clock: string,
): Verdict => {
	const [start, end] = [isoOf(certificate.validFrom), isoOf(certificate.validTo)];
	switch (validityOf(certificate, clock)) {
		case 'not-yet':
			return failed(words.notYetValid(what, start, clock));
		case 'ended':
			return failed(words.expired(what, end, clock));
		case 'ends-soon':
			return failed(words.endsSoon(what, end));
		case 'valid':
			return passed(words.validUntil(end));
	}
};

/** Of OpenSSL's `Nov 21 09:00:00 2026 GMT`. */
const isoOf = (text: string): string => new Date(Date.parse(text)).toISOString();
