/**
 * What a console may ask of the engine, as plain data: the other half of the one typed interface between
 * screens and engine (state out, actions in). It can become lines on a socket without touching a screen.
 */
import type {Settings} from '../config/settings.ts';
import type {ToolAction} from './tools/actions.ts';

export type Action =
	| ToolAction
	/** Probe the host again. */
	| {readonly type: 'facts.refresh'}
	/** By the kernel path in the newest facts; the engine pins its fingerprint. */
	| {readonly type: 'disk.choose'; readonly path: string}
	/** Typed answers; they override every other source. */
	| {readonly type: 'answers.set'; readonly answers: Partial<Settings>}
	| {readonly type: 'seed.read'}
	/** Climb the network ladder again. */
	| {readonly type: 'network.check'}
	/** Let a failed warning pass; it stays on record. Blockers cannot be passed. */
	| {readonly type: 'finding.accept'; readonly id: string}
	/** Starts the install; refused unless `typed` is the confirmation text of the chosen disk. */
	| {readonly type: 'install.start'; readonly typed: string}
	/** The seconds before an unattended install: stopped, going on, or ended to go on by hand. */
	| {readonly type: 'countdown.pause'}
	| {readonly type: 'countdown.resume'}
	| {readonly type: 'countdown.end'}
	| {readonly type: 'run.cancel'}
	/** Takes up a failed or cancelled run at the step that did not finish. */
	| {readonly type: 'run.retry'}
	/** The same without a step that failed and that the host can do without; it stays on record. */
	| {readonly type: 'run.skip'; readonly step: string}
	| {readonly type: 'failure.acknowledge'}
	| {readonly type: 'host.power'; readonly what: 'reboot' | 'poweroff'};
