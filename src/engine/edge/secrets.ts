/** All secrets in a value, wherever they stand: they are masked in whatever is logged from then on. */
import {Secret} from '../../secret.ts';

export const secretsIn = (value: unknown): readonly Secret[] => {
	if (value instanceof Secret) {
		return [value];
	}
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(secretsIn) : [];
};
