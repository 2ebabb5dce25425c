/**
 * One attempt at an install through the bundled program: watched as it goes, disturbed at a moment, and judged by
 * its exit code, the end of its journal and the screen that a console would show.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import type {LabHost} from '../../../lab/host.ts';
import type {InstallEvent, Outcome} from '../../../src/engine/events.ts';
import type {Problem} from '../../../src/errors.ts';
import {bundle, installWords, journalOf, outcomeOf} from './console.ts';

export type Attempt = {
	/** 137 when it was killed. */
	readonly exitCode: number;
	/** Of this attempt alone. */
	readonly events: readonly InstallEvent[];
	/** The end of its journal; absent when it was killed. */
	readonly outcome?: Outcome;
	readonly problem?: Problem;
	/** The step that did not finish. */
	readonly failedStep?: string;
	readonly stderr: string;
};

export type Stop = (signal: 'SIGTERM' | 'SIGKILL') => void;

/** Called with each event, while the program goes on. */
export type Watch = (event: InstallEvent, stop: Stop) => void;

export const startInstall = (
	host: LabHost,
	watch?: Watch,
	words: readonly string[] = [],
): Promise<Attempt> => attempt(host, [...installWords(host), ...words], watch);

/** As a person who presses Retry, or a unit that is started again: no question is asked. */
export const resumeInstall = (host: LabHost, watch?: Watch): Promise<Attempt> =>
	attempt(host, ['--resume', '--disk', `wwn:${host.disks.target.wwn}`], watch);

const attempt = async (
	host: LabHost,
	words: readonly string[],
	watch: Watch = () => {},
): Promise<Attempt> => {
	const {program, args} = host.inside(process.execPath, bundle, ...words, '--format', 'json');
	const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'pipe']});
	const closed = once(child, 'close') as Promise<[number | null]>;
	const stderr: string[] = [];
	child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk.toString()));
	const events: InstallEvent[] = [];
	for await (const line of createInterface({input: child.stdout})) {
		const event = JSON.parse(line) as InstallEvent;
		if ('seq' in event) {
			events.push(event);
			watch(event, (signal) => stop(child, signal));
		}
	}
	const [exitCode] = await closed;
	const outcome = outcomeOf(events);
	const failedStep = ['failed', 'cancelled'].flatMap((kind) =>
		events.flatMap((event) =>
			event.type === 'step.finished' && event.outcome.kind === kind ? [event.step] : [],
		),
	)[0];
	return {
		exitCode: exitCode ?? 137,
		events,
		stderr: stderr.join(''),
		...(outcome && {outcome}),
		...(outcome?.kind === 'failed' && {problem: outcome.error}),
		...(failedStep !== undefined && {failedStep}),
	};
};

/** As systemd stops a unit: asked, the engine ends its programs itself; killed, all of them go with it. */
const stop = ({pid = 0}: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void => {
	for (const victim of signal === 'SIGKILL' ? [pid, ...descendantsOf(pid)] : [pid]) {
		try {
			process.kill(victim, signal);
		} catch {
			// It ended by itself in the meantime.
		}
	}
};

export const descendantsOf = (pid: number): readonly number[] => {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
	return children
		.split(' ')
		.filter((text) => text !== '')
		.map(Number)
		.flatMap((child) => [child, ...descendantsOf(child)]);
};

/** What a step says when it begins, is under way, or says a line. */
export const atStart =
	(step: string) =>
	(event: InstallEvent): boolean =>
		event.type === 'step.started' && event.step === step;

export const inTheMiddle =
	(step: string) =>
	(event: InstallEvent): boolean =>
		event.type === 'step.progressed' && event.step === step && event.done > 0;

export const atLine =
	(text: string) =>
	(event: InstallEvent): boolean =>
		event.type === 'step.logged' && event.line.startsWith(text);

/** Does something once, at the first event that is the moment. */
export const onceAt = (
	isMoment: (event: InstallEvent) => boolean,
	act: (stop: Stop) => void,
): Watch => {
	let isOver = false;
	return (event, stopIt) => {
		if (!isOver && isMoment(event)) {
			isOver = true;
			act(stopIt);
		}
	};
};

/** What the journal must say at its end, whatever the console printed. */
export const journalEnd = async (host: LabHost): Promise<string> => {
	const last = (await journalOf(host)).at(-1);
	if (last?.type !== 'run.finished') {
		return last?.type ?? 'empty';
	}
	const {outcome} = last;
	return outcome.kind === 'failed' ? `failed ${outcome.error.code}` : outcome.kind;
};
