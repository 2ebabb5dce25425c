/**
 * The password of kubeadmin, `XXXXX-XXXXX-XXXXX-XXXXX`, and its bcrypt hash. No letter of it can be taken for
 * another: `l`, `O`, 0 and 1 are left out. 20 characters out of 58 are 117 bits.
 */
import {encodeBase64, hash} from 'bcryptjs';
import {Secret} from '../secret.ts';
import type {Random} from '../system/types.ts';
import {pick} from './pick.ts';

export const kubeadminPassword = (random: Random): Secret => {
	const groups = Array.from({length: 4}, () => pick(random, alphabet, 5));
	return new Secret(groups.join('-'));
};

/** OpenShift compares with Go's bcrypt, which knows `$2b$`. */
export const passwordHash = (random: Random, password: Secret): Promise<string> =>
	hash(password.reveal(), `$2b$${cost}$${encodeBase64(random.bytes(16), 16)}`);

const alphabet = 'abcdefghijkmnopqrstuvwxyzABCDEFGHIJKLMNPQRSTUVWXYZ23456789';
const cost = 10;
