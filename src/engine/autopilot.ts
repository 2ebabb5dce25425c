/**
 * A session that goes on by itself when the kernel arguments say so: once everything is answered and nothing
 * blocks, it counts down in front of every console and then installs. Same plan, same checks, same consent word.
 */
import {createHash} from 'node:crypto';
import type {Orders} from '../config/orders.ts';
import type {Config} from '../config/settings.ts';
import {type Problem, toProblem} from '../errors.ts';
import type {Clock} from '../system/types.ts';
import type {Action} from './actions.ts';
import {type Announcing, withAnnouncements} from './announcements.ts';
import {type Finding, isBlocking} from './check.ts';
import {earlierInstall} from './checks/earlier-install.ts';
import {type RunningCountdown, startCountdown} from './countdown.ts';
import type {Outcome} from './events.ts';
import type {Session} from './session.ts';
import type {SessionEvent} from './session-events.ts';

export type Autopilot = Session &
	Announcing<SessionEvent> & {
		/** Counts down and installs. A refusal is told to every console. */
		readonly fly: (orders: Orders, signal: AbortSignal) => Promise<Flight>;
		/** Leaves one question to a person, that for the id of the disk; or says what is in its way. */
		readonly leaveToConfirm: (orders: Orders) => void;
	};

export type Flight =
	| {readonly kind: 'ended'; readonly outcome: Outcome}
	/** Somebody stopped the countdown and goes on on a console. */
	| {readonly kind: 'by hand'}
	| {readonly kind: 'refused'; readonly problem: Problem};

/** 0 must be said. */
const defaultCountdownSeconds = 10;

/** Whoever watches may do it, wherever the keys are. */
export const isFreeForAll = ({type}: Action): boolean =>
	type === 'countdown.pause' || type === 'tool.look';

export const withAutopilot = (session: Session, clock: Pick<Clock, 'sleep'>): Autopilot => {
	const telling = withAnnouncements<SessionEvent, Session>(session);
	const {announce: tell} = telling;
	let countdown: RunningCountdown | undefined;
	let config: Config = {};
	let findings: readonly Finding[] = [];
	session.subscribe((event) => {
		config = event.type === 'config.merged' ? event.config : config;
		findings = event.type === 'decided' ? event.decision.findings : findings;
	});

	const countDown = async (seconds: number, signal: AbortSignal): Promise<boolean> => {
		countdown = startCountdown(
			clock,
			{seconds, configDigest: digestOf(config)},
			(told) => tell({type: 'countdown.told', countdown: told}),
			signal,
		);
		const result = await countdown.result;
		countdown = undefined;
		tell({type: 'countdown.over'});
		return result === 'elapsed';
	};

	const attempt = async (orders: Orders, signal: AbortSignal): Promise<Flight> => {
		try {
			session.requireUnattended(orders);
			const isOurs = await countDown(orders.countdownSeconds ?? defaultCountdownSeconds, signal);
			return isOurs
				? {kind: 'ended', outcome: await session.installUnattended(orders)}
				: {kind: 'by hand'};
		} catch (error) {
			return {kind: 'refused', problem: toProblem(error)};
		}
	};

	return {
		...telling,
		dispatch: (action) => {
			const verb = verbOf(action);
			// Whatever else somebody does, the install must not begin under their hands.
			if (action.type !== 'tool.look') {
				countdown?.tell(verb ?? 'pause');
			}
			if (verb === undefined) {
				session.dispatch(action);
			}
		},
		leaveToConfirm: ({reinstall}) => {
			for (const finding of findings.filter(isPassedByPolicy)) {
				if (finding.id !== earlierInstall.id || reinstall === 'yes') {
					session.dispatch({type: 'finding.accept', id: finding.id});
				}
			}
			try {
				session.requireReady();
			} catch (error) {
				tell({type: 'action.refused', problem: toProblem(error)});
			}
		},
		fly: async (orders, signal) => {
			const flight = await attempt(orders, signal);
			if (flight.kind === 'refused') {
				tell({type: 'action.refused', problem: flight.problem});
			}
			return flight;
		},
	};
};

/** A warning that somebody at a console would be asked about. */
const isPassedByPolicy = (finding: Finding): boolean =>
	finding.verdict.kind !== 'passed' && !isBlocking(finding);

const verbOf = ({type}: Action): Parameters<RunningCountdown['tell']>[0] | undefined => {
	switch (type) {
		case 'countdown.pause':
			return 'pause';
		case 'countdown.resume':
			return 'resume';
		case 'countdown.end':
			return 'end';
		default:
			return undefined;
	}
};

/** Where the values came from is told elsewhere; the same values have the same digest. */
const digestOf = (config: Config): string => {
	const values = Object.entries(config)
		.map(([name, setting]) => [name, setting.value])
		.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
	return createHash('sha256').update(JSON.stringify(values)).digest('hex');
};
