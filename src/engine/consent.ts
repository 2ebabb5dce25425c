/**
 * Consent to wipe a disk, as a value that only this file makes: a run that destroys cannot be started without
 * it, and it cannot be had without the typed id of that disk or the explicit word of an unattended install.
 */
import {InstallError} from '../errors.ts';
import {type Confirmation, isConfirmed} from '../hardware/confirmation.ts';
import type {Plan} from './plan.ts';

const granted: unique symbol = Symbol('consent');

export type Consent = {readonly [granted]: 'typed' | 'word' | 'configuration'};

/** @throws InstallError CONSENT_REFUSED */
export const consentByTyping = (confirmation: Confirmation | undefined, typed: string): Consent => {
	if (confirmation === undefined || !isConfirmed(confirmation, typed)) {
		throw new InstallError('CONSENT_REFUSED', {wanted: confirmation?.text ?? 'the id of a disk'});
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

/**
 * A deployment changes only the system that it runs on, which was shipped for it: that somebody gave it a
 * configuration is the consent. Of another plan it is none.
 */
export const consentByConfiguration = ({name}: Pick<Plan, 'name'>): Consent => {
	if (name !== 'deploy') {
		throw new InstallError('CONSENT_MISSING', undefined);
	}
	return {[granted]: 'configuration'};
};

/**
 * The chosen disk as a person was shown it. A path alone is not enough: after another look at the host it may be
 * that of another disk. Undefined while none is chosen.
 */
export const shownDisk = ({chosenDisk, confirmation}: Shown): string | undefined =>
	chosenDisk === undefined || confirmation === undefined
		? undefined
		: [chosenDisk, confirmation.kind, confirmation.from].join(' ');

type Shown = {readonly chosenDisk?: string; readonly confirmation?: Confirmation};
