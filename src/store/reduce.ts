/** The store's reducer: state and event to state, pure; replaying the same events gives the same screens. */
import type {SessionEvent} from '../engine/session-events.ts';
import {stillAccepted} from './accepted.ts';
import {reduceRun} from './reduce-run.ts';
import {reduceTools} from './reduce-tools.ts';
import type {ConsoleState} from './state.ts';

export const reduce = (state: ConsoleState, event: SessionEvent): ConsoleState => {
	switch (event.type) {
		case 'facts.loading':
			return state.facts.kind === 'loaded' ? state : {...state, facts: {kind: 'loading'}};
		case 'facts.loaded':
			return {...state, facts: {kind: 'loaded', value: event.facts}};
		case 'facts.failed':
			return {...state, facts: {kind: 'failed', problem: event.problem}};
		case 'config.merged':
			return {...state, config: event.config};
		case 'seed.absent':
			return {...state, seed: {kind: 'absent'}};
		case 'seed.loading':
			return {...state, seed: {kind: 'loading'}};
		case 'seed.loaded':
			return {...state, seed: {kind: 'loaded', value: event.seed}};
		case 'seed.failed':
			return {...state, seed: {kind: 'failed', problem: event.problem}};
		case 'ladder.absent':
			return {...state, ladder: {kind: 'absent'}};
		case 'ladder.loading':
			return {...state, ladder: {kind: 'loading'}};
		case 'ladder.loaded':
			return {...state, ladder: {kind: 'loaded', value: event.ladder}};
		case 'ladder.failed':
			return {...state, ladder: {kind: 'failed', problem: event.problem}};
		case 'decided':
			return {
				...withoutDecision(state),
				...event.decision,
				acceptedFindings: stillAccepted(state, event.decision),
			};
		case 'finding.accepted':
			return {...state, acceptedFindings: [...state.acceptedFindings, event.id]};
		case 'action.refused':
			return {...state, refusal: event.problem};
		case 'action.taken':
			return withoutRefusal(state);
		case 'failure.acknowledged':
			return state.run ? {...state, run: {...state.run, isAcknowledged: true}} : state;
		case 'mode.ordered':
			return {...state, mode: event.mode};
		case 'api.told':
			return {...state, api: event.api};
		case 'countdown.told':
			return {...state, countdown: event.countdown};
		case 'countdown.over':
			return withoutCountdown(state);
		case 'tool.seen':
		case 'tool.unseen':
		case 'deed.started':
		case 'deed.progressed':
		case 'deed.ended':
			return {...state, tools: reduceTools(state.tools, event)};
		case 'run.event':
			return {...state, ...reduceRun(state.run, event.event)};
	}
};

const withoutDecision = (state: ConsoleState): ConsoleState => {
	const {chosenDisk: _disk, confirmation: _confirmation, plan: _plan, ...rest} = state;
	return rest;
};

const withoutCountdown = ({countdown: _, ...rest}: ConsoleState): ConsoleState => rest;

const withoutRefusal = ({refusal: _, ...rest}: ConsoleState): ConsoleState => rest;
