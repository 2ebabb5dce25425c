/** JSON with the real text of its secrets, as one secret: for the one file that has to carry them. */
import {Secret} from '../secret.ts';

/** Compact. Keys without a value are left out. */
export const secretJson = (value: object): Secret => new Secret(JSON.stringify(revealed(value)));

const revealed = (value: unknown): unknown => {
	if (value instanceof Secret) {
		return value.reveal();
	}
	if (Array.isArray(value)) {
		return value.map(revealed);
	}
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, revealed(entry)]));
	}
	return value;
};
