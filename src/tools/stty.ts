/** The settings of a terminal line. Format: stty(1), `--all`; its words are not translated under `LANG=C.UTF-8`. */
import type {Command, System} from '../system/types.ts';

export type LineSettings = {
	readonly speedBaud: number | undefined;
	readonly columns: number;
	readonly rows: number;
};

/** A line whose other end is gone must not keep a console from starting. */
const sttyTimeoutMs = 2000;

export const readLineCommand = (path: string): Command => ({
	program: 'stty',
	args: [`--file=${path}`, '--all'],
});

export const readLineSettings = async (
	{run}: Pick<System, 'run'>,
	path: string,
): Promise<LineSettings> => {
	const {stdout} = await run(readLineCommand(path), {timeoutMs: sttyTimeoutMs});
	return parseStty(stdout);
};

/** Programs that are started on this line later have the size too. */
export const setLineSize = async (
	{run}: Pick<System, 'run'>,
	path: string,
	{columns, rows}: Pick<LineSettings, 'columns' | 'rows'>,
): Promise<void> => {
	await run(
		{
			program: 'stty',
			args: [`--file=${path}`, 'rows', String(rows), 'columns', String(columns)],
		},
		{timeoutMs: sttyTimeoutMs},
	);
};

export const parseStty = (text: string): LineSettings => {
	const number = (pattern: RegExp): number | undefined => {
		const found = pattern.exec(text)?.[1];
		return found === undefined ? undefined : Number(found);
	};
	const speedBaud = number(/\bspeed (\d+) baud/);
	return {
		// A line that hung up is at 0.
		speedBaud: speedBaud === 0 ? undefined : speedBaud,
		columns: number(/\bcolumns (\d+)/) ?? 0,
		rows: number(/\brows (\d+)/) ?? 0,
	};
};
