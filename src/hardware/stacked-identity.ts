/**
 * Who a multipath map or a RAID volume is. Neither is a piece of hardware: a map has the identity that all of
 * its paths share, a volume the one that its own metadata give it. Pure.
 */
import type {BlockDevice} from '../tools/lsblk.ts';
import type {DiskFingerprint} from './facts.ts';
import {fingerprintOf, identifying} from './identity.ts';

export const fingerprintOfMap = (
	map: BlockDevice,
	paths: readonly BlockDevice[],
	uuid: string | undefined,
): DiskFingerprint => {
	const shared = (attribute: 'wwn' | 'serial' | 'model'): string | undefined => {
		const [value, ...others] = new Set(paths.map((path) => path[attribute]));
		return others.length === 0 ? value : undefined;
	};
	const wwn = map.wwn ?? shared('wwn');
	const serial = map.serial ?? shared('serial');
	const model = map.model ?? shared('model');
	return {
		...fingerprintOf({...map, wwn, serial, model}, undefined),
		...(uuid !== undefined && {uuid}),
	};
};

/** udev names a volume `md-uuid-…`; another name (`md-name-host:0`) changes with the host name. */
export const fingerprintOfVolume = (
	volume: BlockDevice,
	byId: readonly string[],
): DiskFingerprint => {
	const uuid = byId.map((link) => identifying(/\/md-uuid-(.+)$/.exec(link)?.[1])).find(Boolean);
	return {...fingerprintOf(volume, undefined), ...(uuid !== undefined && {uuid})};
};
