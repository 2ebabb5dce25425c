/** A typed time, and what is to be said of it before it is set; pure. */
import type {Reading} from '../../../engine/tools/looks/index.ts';

/** ISO 8601; undefined when it is no time. Without a day that of `now` is meant. */
export const readClock = (text: string, now: string): string | undefined => {
	const typed = text.trim();
	const [, day = now.slice(0, 10), hours, minutes, seconds = '00'] =
		/^(?:(\d{4}-\d{2}-\d{2})[ T]+)?(\d{1,2}):(\d{2})(?::(\d{2}))?(?: *(?:UTC|Z))?$/i.exec(typed) ??
		[];
	if (hours === undefined) return undefined;
	const at = new Date(`${day}T${hours.padStart(2, '0')}:${minutes}:${seconds}.000Z`);
	if (Number.isNaN(at.getTime())) return undefined;
	const iso = at.toISOString();
	// A day that the month does not have would have become another one.
	return iso.startsWith(day) ? iso : undefined;
};

export type ClockWarning = 'beforeSeed' | 'outside' | 'followed';

export const clockWarnings = (
	at: string,
	{seedBuiltAt, certificates, sync}: Reading<'time'>,
): readonly ClockWarning[] => [
	...(seedBuiltAt.known && at < isoOf(seedBuiltAt.value) ? (['beforeSeed'] as const) : []),
	...(certificates.some((one) => validityAt(one, at) !== 'valid') ? (['outside'] as const) : []),
	...(sync.known && sync.value.isSynchronised ? (['followed'] as const) : []),
];

export const validityAt = (
	{from, to}: Reading<'time'>['certificates'][number],
	at: string,
): 'valid' | 'not-yet' | 'ended' => {
	const [fromMs, toMs, atMs] = [from, to, at].map((text) => Date.parse(text));
	if ((atMs ?? 0) < (fromMs ?? 0)) return 'not-yet';
	return (atMs ?? 0) >= (toMs ?? 0) ? 'ended' : 'valid';
};

const isoOf = (text: string): string => new Date(text).toISOString();
