/** Whether the keys are as strong as a cluster demands of its authorities. Pure. */
import type {KeyObject} from 'node:crypto';
import {siteCryptoWords as words} from '../../../words/checks/site-crypto.ts';
import {failed, passed, unknown} from '../verdicts.ts';
import {keysOf} from './site-keys.ts';
import type {SiteCheck} from './subject.ts';

export const keySizes: SiteCheck = {
	id: 'site-key-sizes',
	severity: 'blocker',
	examine: ({site: {manifest}}) => {
		const keys = keysOf(manifest).flatMap(({field, key}) =>
			key === undefined ? [] : [{field, key}],
		);
		const weak = keys.find(({key}) => !isStrong(key));
		if (weak !== undefined) {
			return failed(words.weakKey(weak.field, kindOf(weak.key)));
		}
		return keys.length < keysOf(manifest).length
			? unknown(words.unreadableKeys)
			: passed(words.keySizes([...new Set(keys.map(({key}) => kindOf(key)))].join(', ')));
	},
};

const leastRsaBits = 2048;
const curves: readonly string[] = ['prime256v1', 'secp384r1', 'secp521r1'];

const isStrong = ({asymmetricKeyType, asymmetricKeyDetails}: KeyObject): boolean =>
	asymmetricKeyType === 'rsa'
		? (asymmetricKeyDetails?.modulusLength ?? 0) >= leastRsaBits
		: curves.includes(asymmetricKeyDetails?.namedCurve ?? '');

const kindOf = ({asymmetricKeyType, asymmetricKeyDetails}: KeyObject): string => {
	const {modulusLength, namedCurve} = asymmetricKeyDetails ?? {};
	const type = asymmetricKeyType ?? 'a key';
	return modulusLength === undefined
		? `${type} ${namedCurve ?? ''}`.trim()
		: `${type} with ${modulusLength} bits`;
};
