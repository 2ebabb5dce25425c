/**
 * Finding the disk that a setting names. Only whole equal values match, never a part of one: `/dev/sda` is
 * not `/dev/sdaa`, and one of two is not an answer. Pure.
 */
import type {Disk} from './facts.ts';
import {hintPrefix, parseHints} from './hint-expression.ts';
import {matchHints} from './hints.ts';

export type DiskMatch =
	| {readonly kind: 'one'; readonly disk: Disk}
	/** With a reason where the words themselves are at fault. */
	| {readonly kind: 'none'; readonly why?: string}
	| {readonly kind: 'many'; readonly disks: readonly Disk[]};

/** @param wanted a device path, a link below by-id or by-path, `serial:…`, `wwn:…`, or `hint:…` */
export const matchDisk = (disks: readonly Disk[], wanted: string): DiskMatch => {
	const words = wanted.trim();
	if (!words.startsWith(hintPrefix)) {
		return oneOf(disks.filter(ruleOf(words)));
	}
	const parsed = parseHints(words);
	return parsed.kind === 'fault'
		? {kind: 'none', why: parsed.why}
		: oneOf(matchHints(disks, parsed.hints));
};

const oneOf = ([disk, ...more]: readonly Disk[]): DiskMatch => {
	if (disk === undefined) {
		return {kind: 'none'};
	}
	return more.length === 0 ? {kind: 'one', disk} : {kind: 'many', disks: [disk, ...more]};
};

const ruleOf = (wanted: string): ((disk: Disk) => boolean) => {
	const [, kind, value = ''] = /^(serial|wwn):(.*)$/.exec(wanted) ?? [];
	switch (kind) {
		case 'serial':
			return ({fingerprint, multipath}) =>
				multipath?.role !== 'path' && fingerprint.serial === value;
		case 'wwn':
			return ({fingerprint, multipath}) =>
				multipath?.role !== 'path' &&
				fingerprint.wwn !== undefined &&
				bareWwn(fingerprint.wwn) === bareWwn(value);
		default:
			return ({path, byId, byPathLinks = []}) => [path, ...byId, ...byPathLinks].includes(wanted);
	}
};

/** `0x5000C500A1B2C3D4` and `5000c500a1b2c3d4` are one number. */
const bareWwn = (wwn: string): string => wwn.toLowerCase().replace(/^0x/, '');
