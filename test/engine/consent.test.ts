/** Consent is given for one disk: the one that was shown when it was given. */
import {expect, test} from 'vitest';
import {consentByTyping, consentByWord, shownDisk} from '../../src/engine/consent.ts';
import {confirmationFor} from '../../src/hardware/confirmation.ts';
import type {Disk} from '../../src/hardware/facts.ts';
import {goodDisk, withFingerprint} from '../helpers/some-disk.ts';

const shown = (disk: Disk) => ({
	chosenDisk: disk.path,
	confirmation: confirmationFor(disk, [disk]),
});

test('only the text of that disk, or the word yes, is a consent', () => {
	const {confirmation} = shown(goodDisk);
	expect(() => consentByTyping(confirmation, 'a1b2')).not.toThrow();
	expect(() => consentByTyping(confirmation, 'yes')).toThrow(/./);
	expect(() => consentByTyping(undefined, '')).toThrow(/./);
	expect(() => consentByWord('Yes')).toThrow(/./);
	expect(() => consentByWord('yes')).not.toThrow();
});

test('another disk under the same path is not the one that was shown', () => {
	const before = shownDisk(shown(goodDisk));
	expect(shownDisk(shown({...goodDisk}))).toBe(before);
	const swapped = withFingerprint(goodDisk, {serial: 'OTHERDISKA1B2'});
	expect(() => consentByTyping(shown(swapped).confirmation, 'A1B2')).not.toThrow();
	expect(shownDisk(shown(swapped))).not.toBe(before);
});

test('where no disk is chosen none was shown', () => {
	expect(shownDisk({})).toBeUndefined();
});
