/** Settings as plain lines, each with the source that it came from. */
import type {Config} from '../config/settings.ts';

export const settingLines = (config: Config): readonly string[] => {
	const rows = Object.entries(config);
	const width = Math.max(0, ...rows.map(([name]) => name.length));
	return rows.map(
		([name, {value, from}]) => `SET ${name.padEnd(width)}  ${JSON.stringify(value)} (${from})`,
	);
};
