/** Authorities that share a key vouch for each other's servers. Pure. */
import {createPublicKey, type KeyObject} from 'node:crypto';
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import {failed, passed} from '../verdicts.ts';
import {keysOf} from './site-keys.ts';
import type {SiteCheck} from './subject.ts';

export const keysDistinct: SiteCheck = {
	id: 'site-keys-distinct',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const keys = keysOf(manifest);
		const doubled = keys.filter(({key}) =>
			isTwice(
				key,
				keys.flatMap((one) => one.key ?? []),
			),
		);
		return doubled.length === 0
			? passed(words.distinctKeys)
			: failed(words.sameKeys(doubled.map(({field}) => field).join(' and ')));
	},
};

const isTwice = (key: KeyObject | undefined, keys: readonly KeyObject[]): boolean =>
	key !== undefined && keys.filter((one) => publicOf(one).equals(publicOf(key))).length > 1;

const publicOf = (key: KeyObject): KeyObject => createPublicKey(key);
