/** The reducer of the edge: state and event to state, pure; replaying the same events gives the same screens. */
import type {EdgeEvent} from '../../engine/edge/events.ts';
import type {InstallEvent} from '../../engine/events.ts';
import {stillAccepted} from '../accepted.ts';
import {reduceRun} from '../reduce-run.ts';
import {reduceTools} from '../reduce-tools.ts';
import type {EdgeState} from './state.ts';

export const reduceEdge = (state: EdgeState, event: EdgeEvent): EdgeState => {
	switch (event.type) {
		case 'media.seen': {
			const {type: _, ...media} = event;
			return {...state, media: {kind: 'loaded', value: media}};
		}
		case 'site.absent':
			return {...without(state, 'siteFrom', 'change'), site: {kind: 'absent'}};
		case 'site.loading':
			return {...state, site: {kind: 'loading'}, siteFrom: event.from};
		case 'site.loaded':
			return {
				...without(state, 'siteFrom', 'change'),
				site: {kind: 'loaded', value: event.site},
				facts: {kind: 'absent'},
			};
		case 'site.failed':
			return {...without(state, 'siteFrom'), site: {kind: 'failed', problem: event.problem}};
		case 'site.compared':
			return {...without(state, 'change'), ...(event.change && {change: event.change})};
		case 'identity.known':
			return {...state, identity: event.identity};
		case 'facts.loading':
			return state.facts.kind === 'loaded' ? state : {...state, facts: {kind: 'loading'}};
		case 'facts.loaded':
			return {...state, facts: {kind: 'loaded', value: event.facts}};
		case 'facts.failed':
			return {...state, facts: {kind: 'failed', problem: event.problem}};
		case 'decided':
			return {
				...without(state, 'plan'),
				...event.decision,
				acceptedFindings: stillAccepted(state, event.decision),
			};
		case 'finding.accepted':
			return {...state, acceptedFindings: [...state.acceptedFindings, event.id]};
		case 'attempt.waiting':
			return {...state, attempt: event.attempt};
		case 'failure.bundled':
			return {...state, bundle: event.path};
		case 'access.offered':
			return {...state, access: {access: event.access}};
		case 'access.saved':
			return state.access === undefined
				? state
				: {...state, access: {...state.access, savedTo: event.device}};
		case 'access.forgotten':
			return without(state, 'access');
		case 'recert.rolled-back':
			return {...state, isRolledBack: true};
		case 'cluster.seen':
			return {...state, cluster: event.status};
		case 'unit.seen':
			return {...state, unit: event.unit};
		case 'action.refused':
			return {...state, refusal: event.problem};
		case 'action.taken':
			return without(state, 'refusal');
		case 'failure.acknowledged':
			return state.run ? {...state, run: {...state.run, isAcknowledged: true}} : state;
		case 'tool.seen':
		case 'tool.unseen':
		case 'deed.started':
		case 'deed.progressed':
		case 'deed.ended':
			return {...state, tools: reduceTools(state.tools, event)};
		case 'api.told':
			return {...state, api: event.api};
		case 'run.event':
			return {...afresh(state, event.event), ...reduceRun(state.run, event.event)};
	}
};

/** What belonged to the attempt before is over when a new one begins. */
const afresh = (state: EdgeState, {type}: InstallEvent): EdgeState =>
	type === 'run.started' || type === 'run.resumed'
		? without(state, 'attempt', 'bundle', 'isRolledBack')
		: state;

type Optional =
	| 'siteFrom'
	| 'change'
	| 'plan'
	| 'access'
	| 'attempt'
	| 'bundle'
	| 'isRolledBack'
	| 'refusal';

const without = (state: EdgeState, ...names: readonly Optional[]): EdgeState =>
	Object.fromEntries(
		Object.entries(state).filter(([name]) => !names.includes(name as Optional)),
	) as EdgeState;
