/** Names of hosts and clusters (RFC 1123). Pure. */
import {familyOf} from './cidr.ts';

/** One or more labels with dots between, lower-case. */
export const isHostName = (name: string): boolean =>
	name.length <= 253 && name.split('.').every((label) => labelPattern.test(label));

export const isHostOrAddress = (text: string): boolean =>
	familyOf(text) !== undefined || isHostName(text.toLowerCase().replace(/\.$/, ''));

const labelPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
