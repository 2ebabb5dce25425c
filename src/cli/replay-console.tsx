/** A recorded run on the screens of its console, on this terminal. */
import type {EdgeAction} from '../engine/edge/actions.ts';
import type {EdgeEvent} from '../engine/edge/events.ts';
import {type Recording, readRecording} from '../engine/evidence/read-recording.ts';
import {isCancelled} from '../errors.ts';
import {App} from '../screens/app.tsx';
import {EdgeApp} from '../screens/edge/app.tsx';
import {createStore, openStore} from '../store/create.ts';
import {reduceEdge} from '../store/edge/reduce.ts';
import {initialEdgeState} from '../store/edge/state.ts';
import {openPlaying, type Pace, toldBefore, toldBeforeAtEdge} from '../store/playing.ts';
import type {RealTerminal} from '../system/terminal.ts';
import type {Clock} from '../system/types.ts';
import {type Words, words} from '../words/index.ts';
import type {ReplayWords} from './evidence-words.ts';
import type {Surroundings} from './interactive.ts';
import {type Interactive, joined} from './joined.ts';
import type {Setting} from './setting.ts';
import {runOnTerminal} from './terminal-console.ts';

/** It stands at its end until somebody leaves. @throws InstallError BUNDLE_UNREADABLE, JOURNAL_… */
export const openReplay = async (
	{system}: Setting,
	{path, speed = 1}: ReplayWords,
	terminal: RealTerminal,
	{facts}: Surroundings,
): Promise<Interactive> => {
	const recording = await readRecording(system, path);
	const ending = new AbortController();
	const pace = {speed, signal: ending.signal};
	const {clock} = system;
	const {draw, play} = screensOf(recording, clock, pace);
	const console = runOnTerminal({clock, terminal, facts}, draw);
	return joined(console, async () => ({
		work: play().catch(unlessCancelled),
		close: async () => ending.abort(),
	}));
};

type Draw = Parameters<typeof runOnTerminal>[1];

type Shown = {readonly draw: Draw; readonly play: () => Promise<void>};

const screensOf = ({serves, known, events, version}: Recording, real: Clock, pace: Pace): Shown => {
	const about = {words: replayWords, ...(version !== undefined && {version})};
	switch (serves) {
		case 'install': {
			const {engine, clock, play} = openPlaying(toldBefore(known), events, real, pace);
			const store = createStore(engine, real);
			return {draw: () => <App console={store} clock={clock} {...about} />, play};
		}
		case 'deploy': {
			const {engine, clock, play} = openPlaying(toldBeforeAtEdge(known), events, real, pace);
			const store = openStore<typeof initialEdgeState, EdgeEvent, EdgeAction>(engine, real, {
				initial: initialEdgeState,
				reduce: reduceEdge,
			});
			return {draw: () => <EdgeApp console={store} clock={clock} {...about} />, play};
		}
	}
};

const {header} = words.screens;

/** The light is that of another host, at another time. */
const replayWords: Words = {
	...words,
	screens: {
		...words.screens,
		header: {
			...header,
			safe: {
				'power-off': header.replayed(header.safe['power-off']),
				writing: header.replayed(header.safe.writing),
				'remove-media': header.replayed(header.safe['remove-media']),
			},
		},
	},
};

const unlessCancelled = (error: unknown): void => {
	if (!isCancelled(error)) {
		throw error;
	}
};
