/**
 * Which screen stands in front of a person, as pure functions. A section is asked only while it is
 * unanswered; a run decides for itself; back never loses an answer, because answers live in the engine.
 */
import {openFindings} from '../store/selectors.ts';
import type {ConsoleState, RunState} from '../store/state.ts';

/** In the order in which they are asked. */
export const sections = ['host', 'disks', 'network', 'seed', 'findings', 'review'] as const;

export type Section = (typeof sections)[number];

export type Overlay = 'log' | 'help';

export type Route =
	| Section
	| 'countdown'
	| 'confirm'
	| 'progress'
	| 'done'
	| 'failure'
	| 'bug'
	| Overlay;

export type Navigation = {
	/** Where this console came through; empty until somebody moves. */
	readonly trail: readonly (Section | 'confirm')[];
	/** Sections that ask nothing and were read. */
	readonly seen: readonly Section[];
	readonly overlay?: Overlay;
};

export const startNavigation: Navigation = {trail: [], seen: []};

export const routeOf = (state: ConsoleState, navigation: Navigation): Route => {
	if (state.countdown) return 'countdown';
	if (navigation.overlay) return navigation.overlay;
	if (state.run && !state.run.isAcknowledged) return runRoute(state.run);
	const asked = navigation.trail.at(-1) ?? firstPlace(state, navigation);
	return asked === 'confirm' && !canConfirm(state) ? 'review' : asked;
};

export const canConfirm = (state: ConsoleState): boolean =>
	state.plan !== undefined && state.confirmation !== undefined;

export const isAnswered = (
	section: Section,
	state: ConsoleState,
	{seen}: Pick<Navigation, 'seen'>,
): boolean => {
	switch (section) {
		case 'host':
			return seen.includes('host') || (isDiskAnswered(state) && isSeedAnswered(state));
		case 'disks':
			return isDiskAnswered(state);
		case 'network':
			return seen.includes('network') || isSeedAnswered(state);
		case 'seed':
			return isSeedAnswered(state);
		case 'findings':
			return openFindings(state).length === 0;
		case 'review':
			return false;
	}
};

/** The section is done with: on to the next that is unanswered after it, else before it, else the review. */
export const forward = (navigation: Navigation, state: ConsoleState, from: Section): Navigation => {
	const seen = [...new Set([...navigation.seen, from])];
	const position = sections.indexOf(from);
	const others = [...sections.slice(position + 1, -1), ...sections.slice(0, position)];
	const next = others.find((section) => !isAnswered(section, state, {seen})) ?? 'review';
	return open({...navigation, seen}, from, next);
};

/** A place that was passed before is returned to, so that the trail has no loops. */
export const open = (
	navigation: Navigation,
	from: Section | 'confirm',
	to: Section | 'confirm',
): Navigation => {
	const trail = navigation.trail.length === 0 ? [from] : navigation.trail;
	const position = trail.indexOf(to);
	return {...navigation, trail: position < 0 ? [...trail, to] : trail.slice(0, position + 1)};
};

/** Absent when there is nothing before. */
export const back = (navigation: Navigation, from: Section | 'confirm'): Navigation | undefined => {
	if (navigation.trail.length > 1) return {...navigation, trail: navigation.trail.slice(0, -1)};
	const previous = from === 'confirm' ? 'review' : sections[sections.indexOf(from) - 1];
	return previous && {...navigation, trail: [previous]};
};

export const cover = (navigation: Navigation, overlay: Overlay): Navigation => ({
	...navigation,
	overlay,
});

export const uncover = ({trail, seen}: Navigation): Navigation => ({trail, seen});

const runRoute = ({outcome}: RunState): Route => {
	if (!outcome) return 'progress';
	switch (outcome.kind) {
		case 'done':
		case 'skipped':
			return 'done';
		case 'cancelled':
		case 'interrupted':
			return 'failure';
		case 'failed':
			return outcome.error.kind === 'bug' ? 'bug' : 'failure';
	}
};

/** Where kernel arguments leave only the consent to a person, that alone is asked. */
const firstPlace = (state: ConsoleState, navigation: Navigation): Section | 'confirm' => {
	const place = firstUnanswered(state, navigation);
	return place === 'review' && state.mode === 'confirm' ? 'confirm' : place;
};

const firstUnanswered = (state: ConsoleState, navigation: Navigation): Section => {
	if (state.facts.kind !== 'loaded') return 'host';
	return sections.find((section) => !isAnswered(section, state, navigation)) ?? 'review';
};

const isDiskAnswered = ({chosenDisk}: ConsoleState): boolean => chosenDisk !== undefined;

const isSeedAnswered = ({config, seed}: ConsoleState): boolean =>
	config.seedImage !== undefined && config.seedVersion !== undefined && seed.kind === 'loaded';
