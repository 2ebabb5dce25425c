/** Sizes, rates and durations as people read them. Decimal units, as disks are sold. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `1.5 GB`, `999 MB`, `12 B`. */
export const bytesText = (bytes: number): string => {
	let value = bytes;
	let unit = 0;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit += 1;
	}
	const digits = unit > 0 && value < 9.95 ? 1 : 0;
	return `${value.toFixed(digits)} ${units[unit]}`;
};

/** `4 s`, `3 min 20 s`, `1 h 5 min`. */
export const durationText = (durationMs: number): string => {
	const seconds = Math.round(durationMs / 1000);
	if (seconds < 60) {
		return `${seconds} s`;
	}
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) {
		return `${minutes} min ${seconds % 60} s`;
	}
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};
