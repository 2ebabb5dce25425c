/**
 * What every login prompt of a host tells of the engine, also where no console is alive: text for `/etc/issue.d`, which
 * agetty prints (agetty(8), ISSUE FILES). It is read by anybody who stands there: never a secret.
 */

import type {ApiNotice} from '../engine/api/notice.ts';
import type {SeedUnit} from '../engine/edge/events.ts';
import {apiUrl, type Identity} from '../engine/edge/identity.ts';
import {stepsOf} from '../engine/plan.ts';
import type {RunState} from '../store/state.ts';
import {stepTitle} from '../words/steps.ts';

/** As both sessions have it. */
export type Told = {
	readonly run?: RunState;
	readonly identity?: Identity;
	readonly unit?: SeedUnit;
	readonly api?: ApiNotice;
};

/** @param waitsFor what, while nothing has been started */
export const issueText = (told: Told, waitsFor: string): string =>
	`${[`ibi-console: ${plain(statusOf(told, waitsFor))}`, ...apiLines(told)].join('\n')}\n\n`;

/** Without the token: whoever logs in here need not be the one who may ask. */
const apiLines = ({api}: Told): readonly string[] =>
	api?.kind === 'listening'
		? [
				`status service: ${plain(api.host === '' ? 'every address' : api.host)}, port ${api.port}`,
				`SHA-256 ${api.fingerprint}`,
			]
		: [];

const statusOf = ({run, identity, unit}: Told, waitsFor: string): string => {
	if (unit !== undefined) {
		return `the seed deploys this host, its unit is ${unit.state}`;
	}
	if (run === undefined) {
		return `waiting for ${waitsFor}`;
	}
	const name = names[run.plan.name];
	switch (run.outcome?.kind) {
		case undefined:
			return `${name} at work, ${placeOf(run)}`;
		case 'done':
			return identity !== undefined && run.plan.name === 'deploy'
				? `${name} done, ${apiUrl(identity)}`
				: `${name} done`;
		case 'failed':
			return `${name} FAILED, ${run.outcome.error.code}: ${run.outcome.error.message}`;
		case 'cancelled':
		case 'interrupted':
		case 'skipped':
			return `${name} ${run.outcome.kind}`;
	}
};

const names: Readonly<Record<RunState['plan']['name'], string>> = {
	install: 'installation',
	deploy: 'deployment',
	wipe: 'wipe',
	'support-bundle': 'support bundle',
	toy: 'toy',
};

const placeOf = ({plan, running}: RunState): string => {
	const steps = stepsOf(plan);
	const position = steps.findIndex(({id}) => id in running);
	const step = steps[position];
	return step === undefined
		? 'between two steps'
		: `step ${position + 1} of ${steps.length}: ${stepTitle(step.step, step.params)}`;
};

/** A backslash begins an escape of agetty. */
const plain = (text: string): string =>
	text
		.replace(/[^\x20-\x7e]+/g, ' ')
		.replaceAll('\\', '\\\\')
		.slice(0, 400);
