/**
 * Finding the disk that a setting names. Only whole equal values match, never a part of one: `/dev/sda` is
 * not `/dev/sdaa`, and one of two is not an answer. Pure.
 */
import type {Disk} from './facts.ts';

export type DiskMatch =
	| {readonly kind: 'one'; readonly disk: Disk}
	| {readonly kind: 'none'}
	| {readonly kind: 'many'; readonly disks: readonly Disk[]};

/** @param wanted a device path, a link below by-id or by-path, `serial:…` or `wwn:…` */
export const matchDisk = (disks: readonly Disk[], wanted: string): DiskMatch => {
	const isWanted = ruleOf(wanted.trim());
	const [disk, ...more] = disks.filter(isWanted);
	if (disk === undefined) {
		return {kind: 'none'};
	}
	return more.length === 0 ? {kind: 'one', disk} : {kind: 'many', disks: [disk, ...more]};
};

const ruleOf = (wanted: string): ((disk: Disk) => boolean) => {
	const [, kind, value = ''] = /^(serial|wwn):(.*)$/.exec(wanted) ?? [];
	switch (kind) {
		case 'serial':
			return ({fingerprint}) => fingerprint.serial === value;
		case 'wwn':
			return ({fingerprint}) =>
				fingerprint.wwn !== undefined && bareWwn(fingerprint.wwn) === bareWwn(value);
		default:
			return ({path, byId, byPathLinks = []}) => [path, ...byId, ...byPathLinks].includes(wanted);
	}
};

/** `0x5000C500A1B2C3D4` and `5000c500a1b2c3d4` are one number. */
const bareWwn = (wwn: string): string => wwn.toLowerCase().replace(/^0x/, '');
