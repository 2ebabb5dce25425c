/**
 * What a host shows and bears while an engine lives on it: the text of its login prompts follows the state, and while a
 * run works, Ctrl-Alt-Del and the power key wait. A host that has neither is none the worse for it.
 */
import type {ServedEvent} from '../engine/service/server.ts';
import type {System} from '../system/types.ts';
import {reloadIssues} from '../tools/agetty.ts';
import {beginUnit, endUnit} from '../tools/units.ts';
import {issueText, type Told} from './issue.ts';

const issuePath = '/etc/issue.d/60-ibi-console.issue';
const guardUnit = 'ibi-console-guard.service';

type Engine<Event> = {
	readonly subscribe: (listener: (event: Event) => void) => () => void;
	readonly getState: () => Told;
};

/** Ended by `close`, which waits until the newest state is told. */
export const keepHostNotice = <Event extends ServedEvent>(
	system: System,
	{subscribe, getState}: Engine<Event>,
	waitsFor: string,
): {readonly close: () => Promise<void>} => {
	const life = new AbortController();
	let written: string | undefined;
	let work: Promise<void> = Promise.resolve();
	const queue = (task: () => Promise<void>): void => {
		work = work.then(task).catch(() => {});
	};
	const tell = (): void => {
		const text = issueText(getState(), waitsFor);
		if (text === written) {
			return;
		}
		written = text;
		queue(async () => {
			await system.files.makeDirectory('/etc/issue.d', 0o755);
			await system.files.writeText(issuePath, text, 0o644);
			await reloadIssues(system, life.signal);
		});
	};
	const guard = ({event}: Event): void => {
		switch (event?.type) {
			case 'run.started':
			case 'run.resumed':
				queue(() => beginUnit(system, guardUnit, life.signal));
				break;
			case 'run.finished':
				queue(() => endUnit(system, guardUnit, life.signal));
				break;
			default:
				break;
		}
	};
	tell();
	const stop = subscribe((event) => {
		guard(event);
		tell();
	});
	return {
		close: async () => {
			stop();
			await work;
			life.abort();
		},
	};
};
