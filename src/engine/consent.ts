/**
 * Consent to wipe a disk, as a value that only this file makes: a run that destroys cannot be started without
 * it, and it cannot be had without the typed id of that disk or the explicit word of an unattended install.
 */
import {InstallError} from '../errors.ts';

export type ConfirmationKind = 'serial' | 'wwn' | 'size-and-slot';

/** What must be typed, and which id of the disk it is taken from. */
export type Confirmation = {readonly text: string; readonly kind: ConfirmationKind};

const granted: unique symbol = Symbol('consent');

export type Consent = {readonly [granted]: 'typed' | 'word'};

/** Blanks and case do not matter, as people read serial numbers from labels. */
export const isConfirmedBy = ({text}: Confirmation, typed: string): boolean =>
	normal(text) !== '' && normal(typed) === normal(text);

/** @throws InstallError CONSENT_REFUSED */
export const consentByTyping = (confirmation: Confirmation, typed: string): Consent => {
	if (!isConfirmedBy(confirmation, typed)) {
		throw new InstallError('CONSENT_REFUSED', {wanted: confirmation.text});
	}
	return {[granted]: 'typed'};
};

/** The word `ibi.wipe=yes`, or the flag of the same meaning. */
export const consentByWord = (word: string | undefined): Consent => {
	if (word !== 'yes') {
		throw new InstallError('CONSENT_MISSING', undefined);
	}
	return {[granted]: 'word'};
};

const normal = (text: string): string => text.replaceAll(' ', '').toLowerCase();
