/**
 * Every command that the engine ran, as JSON lines beside the journal: what a person reads when a step failed
 * and the journal does not say why. It never fails the work.
 */
import {logged} from '../system/logged.ts';
import type {System} from '../system/types.ts';

const logName = 'commands.jsonl';

export const withCommandLog = (system: System, directory: string): System => {
	let queue: Promise<void> = Promise.resolve();
	const append = async (line: string): Promise<void> => {
		await system.files.makeDirectory(directory, 0o700);
		const file = await system.files.openAppend(`${directory}/${logName}`);
		await file.write(line);
		await file.close();
	};
	return logged(system, (record) => {
		const at = system.clock.now().toISOString();
		queue = queue.then(() => append(`${JSON.stringify({at, ...record})}\n`)).catch(() => {});
	});
};
