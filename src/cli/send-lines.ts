/** A support bundle as lines on the terminal of a console: this program does it, while the console stands aside. */
import type {ProgramFiles} from '../config/settings.ts';
import type {Command} from '../system/types.ts';

/** @param as how the program is started, where the console itself has no right to read the bundle */
export const linesSender =
	(
		{runtime, directory}: ProgramFiles,
		handOver: (program: Command) => void,
		as: (command: Command) => Command = (command) => command,
	) =>
	(path: string, numbers: string): void => {
		const lines = numbers === '' ? 'all' : numbers;
		const script = `${directory}/ibi-console.js`;
		handOver(as({program: runtime, args: [script, 'evidence', path, '--lines', lines]}));
	};
