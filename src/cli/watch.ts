/** Prints the events of a run as plain lines or as JSON lines while it goes on. */
import type {InstallEvent} from '../engine/events.ts';
import {reduceRun} from '../store/reduce-run.ts';
import {runView} from '../store/selectors.ts';
import type {RunState} from '../store/state.ts';
import {jsonLine} from '../unattended/json-lines.ts';
import {plainFace} from '../unattended/plain-lines.ts';
import type {OutputFormat} from './arguments.ts';
import type {Setting} from './setting.ts';

export const watchRun = (
	{print}: Setting,
	format: OutputFormat,
): ((event: InstallEvent) => void) => {
	if (format === 'json') {
		return (event) => print(jsonLine(event));
	}
	const face = plainFace();
	let run: RunState | undefined;
	return (event) => {
		run = reduceRun(run, event).run ?? run;
		if (run === undefined) {
			return;
		}
		for (const line of face.linesOf(event, runView(run, Date.parse(event.at)))) {
			print(`${line}\n`);
		}
	};
};
