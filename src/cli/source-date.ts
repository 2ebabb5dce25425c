/** SOURCE_DATE_EPOCH: the time that a result is said to be made at, so that it can be made again. Pure. */
import {InstallError} from '../errors.ts';

/** undefined when nobody gave one. @throws InstallError USAGE */
export const sourceDate = (text: string | undefined): Date | undefined => {
	if (text === undefined || text === '') {
		return undefined;
	}
	const seconds = Number(text);
	if (!/^\d+$/.test(text) || seconds > latestSecond) {
		throw new InstallError('USAGE', {what: 'SOURCE_DATE_EPOCH is no number of seconds since 1970'});
	}
	return new Date(seconds * 1000);
};

/** The last second of 2155, the last year that a file on an ISO can have. */
const latestSecond = Date.UTC(2156, 0, 1) / 1000 - 1;
