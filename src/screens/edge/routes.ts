/**
 * Which screen stands in front of a person at the edge, as pure functions. The work decides for itself; before
 * it, a person goes where he wants, and what covers a screen is taken away again by going back.
 */
import type {EdgeState} from '../../store/edge/state.ts';
import type {Moves} from '../moves.ts';
import type {Overlay} from '../routes.ts';

/** Before a run. */
export type EdgePlace = 'waiting' | 'entry' | 'review' | 'findings' | 'start';

export type EdgeCover = Overlay | Preparing | Working;

type Preparing = 'doctor' | 'preview' | 'difference';

type Working = 'recert' | 'cluster' | 'applied';

export type EdgeRoute =
	| EdgePlace
	| EdgeCover
	| 'access'
	| 'progress'
	| 'failure'
	| 'status'
	| 'unit';

export type EdgeMoves = Moves<EdgePlace, EdgeCover>;

export type EdgeNavigation = {
	/** Where this console came through; empty: it follows what becomes known. */
	readonly trail: readonly EdgePlace[];
	/** The last one is seen. */
	readonly covers: readonly EdgeCover[];
};

export const startEdgeNavigation: EdgeNavigation = {trail: [], covers: []};

export const edgeRouteOf = (state: EdgeState, {trail, covers}: EdgeNavigation): EdgeRoute => {
	const base = baseOf(state, trail);
	const cover = covers.findLast((one) => mayCover(one, base));
	return cover ?? base;
};

/** A place that was passed before is returned to, so that the trail has no loops. */
export const openPlace = (
	{trail}: EdgeNavigation,
	from: EdgeRoute,
	to: EdgePlace,
): EdgeNavigation => {
	const came = trail.length === 0 && isPlace(from) ? [from] : trail;
	const position = came.indexOf(to);
	return {covers: [], trail: position < 0 ? [...came, to] : came.slice(0, position + 1)};
};

export const coverWith = (navigation: EdgeNavigation, cover: EdgeCover): EdgeNavigation => ({
	...navigation,
	covers: [...navigation.covers.filter((one) => one !== cover), cover],
});

/** Nothing happens where nothing is before. */
export const backFrom = (navigation: EdgeNavigation, route: EdgeRoute): EdgeNavigation => {
	if (isCover(route)) {
		return {...navigation, covers: navigation.covers.filter((one) => one !== route)};
	}
	if (!isPlace(route)) return navigation;
	if (navigation.trail.length > 1) return {...navigation, trail: navigation.trail.slice(0, -1)};
	const previous = placeBefore[route];
	return previous === undefined ? navigation : {...navigation, trail: [previous]};
};

/** From a screen that was read: of those, only the checks lead on by themselves. */
export const forwardFrom = (navigation: EdgeNavigation, route: EdgeRoute): EdgeNavigation =>
	openPlace(navigation, route, 'review');

const baseOf = (state: EdgeState, trail: readonly EdgePlace[]): EdgeRoute => {
	const {run, unit, access, site, plan} = state;
	if (unit) return 'unit';
	if (run && !run.isAcknowledged) return runRoute(state, run.outcome?.kind);
	if (access) return 'access';
	const known = site.kind === 'loaded' ? 'review' : 'waiting';
	const asked = trail.at(-1) ?? known;
	if (asked === 'waiting' || asked === 'entry') return asked;
	return asked === 'start' && plan === undefined ? known : site.kind === 'loaded' ? asked : known;
};

const runRoute = (
	{access}: EdgeState,
	outcome: NonNullable<NonNullable<EdgeState['run']>['outcome']>['kind'] | undefined,
): EdgeRoute => {
	switch (outcome) {
		case undefined:
			return 'progress';
		case 'done':
		case 'skipped':
			return access ? 'access' : 'status';
		case 'failed':
		case 'cancelled':
		case 'interrupted':
			return 'failure';
	}
};

/** A failure is covered only by what explains it, and the locked screen only by what cannot be used. */
const mayCover = (cover: EdgeCover, base: EdgeRoute): boolean => {
	switch (cover) {
		case 'help':
			return true;
		case 'log':
			return base !== 'status';
		case 'doctor':
		case 'preview':
		case 'difference':
			return isPlace(base);
		case 'recert':
			return base === 'progress';
		case 'cluster':
		case 'applied':
			return base === 'progress' || base === 'status';
	}
};

const placeBefore: Readonly<Partial<Record<EdgePlace, EdgePlace>>> = {
	entry: 'waiting',
	review: 'waiting',
	findings: 'review',
	start: 'review',
};

const isPlace = (route: EdgeRoute): route is EdgePlace =>
	route === 'waiting' || route in placeBefore;

const isCover = (route: EdgeRoute): route is EdgeCover =>
	(
		['log', 'help', 'doctor', 'preview', 'difference', 'recert', 'cluster', 'applied'] as const
	).some((cover) => cover === route);
