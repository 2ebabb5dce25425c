/** A recorded run as lines: all at once, or at the pace of then. */
import {readRecording} from '../engine/evidence/read-recording.ts';
import type {OutputFormat} from './arguments.ts';
import type {ReplayWords} from './evidence-words.ts';
import type {Setting} from './setting.ts';
import {watchRun} from './watch.ts';

/** @throws InstallError BUNDLE_UNREADABLE, JOURNAL_…, CANCELLED */
export const runReplay = async (
	setting: Setting,
	{path, speed, format}: ReplayWords & {readonly format: OutputFormat},
): Promise<number> => {
	const {system, signal} = setting;
	const {events} = await readRecording(system, path);
	const watch = watchRun(setting, format);
	let beforeMs: number | undefined;
	for (const event of events) {
		const atMs = Date.parse(event.at);
		if (speed !== undefined && beforeMs !== undefined && atMs > beforeMs) {
			await system.clock.sleep((atMs - beforeMs) / speed, signal);
		}
		beforeMs = atMs;
		watch(event);
	}
	return 0;
};
