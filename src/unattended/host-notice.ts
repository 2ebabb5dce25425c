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
	let [text, isWorking] = [issueText(getState(), waitsFor), false];
	let shown: {readonly text?: string; readonly isGuarded: boolean} = {isGuarded: false};
	const showText = async (): Promise<void> => {
		if (text === shown.text) return;
		shown = {...shown, text};
		await system.files.makeDirectory('/etc/issue.d', 0o755);
		await system.files.writeText(issuePath, text, 0o644);
		await reloadIssues(system, life.signal);
	};
	const setGuard = async (): Promise<void> => {
		if (isWorking === shown.isGuarded) return;
		shown = {...shown, isGuarded: isWorking};
		await (isWorking ? beginUnit : endUnit)(system, guardUnit, life.signal);
	};
	// Each does what is so when its turn comes: a run that is recalled passes in a moment, and leads to nothing.
	let work: Promise<void> = Promise.resolve();
	const follow = (): void => {
		work = [setGuard, showText].reduce((before, task) => before.then(task).catch(() => {}), work);
	};
	follow();
	const stop = subscribe(({event}) => {
		const [textBefore, wasWorking] = [text, isWorking];
		text = issueText(getState(), waitsFor);
		isWorking = worksAfter(event?.type, isWorking);
		if (text !== textBefore || isWorking !== wasWorking) follow();
	});
	return {
		close: async () => {
			stop();
			await work;
			life.abort();
		},
	};
};

const worksAfter = (type: string | undefined, worked: boolean): boolean => {
	switch (type) {
		case 'run.started':
		case 'run.resumed':
			return true;
		case 'run.finished':
			return false;
		default:
			return worked;
	}
};
