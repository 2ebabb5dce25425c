/** The host at the edge of the test that runs, and what is asked of it: each test begins with `start`, and its host goes with it. */
import {readFileSync, rmSync, statSync} from 'node:fs';
import {onTestFinished} from 'vitest';
import type {Step} from '../../../../src/engine/step.ts';
import {type EdgeHost, edgeHost} from './edge-host.ts';
import {manifestText} from './site.ts';

export let host: EdgeHost;

export const start = async (changes: object = {}): Promise<void> => {
	const started = await edgeHost(changes);
	onTestFinished(() => rmSync(started.root, {recursive: true, force: true}));
	host = started;
};

export const run = <Params>(step: Step<Params>, own: object = {}) =>
	step.run({...host.params, ...own} as Params, host.context);

export const textOf = (path: string): string => readFileSync(host.at(path), 'utf8');
export const modeOf = (path: string): number => statSync(host.at(path)).mode & 0o777;
export const asked = (start: string): readonly string[] =>
	host.asked.filter((line) => line.startsWith(start));

/** Another configuration in place of the one that it was started with. */
export const change = async (changes: object): Promise<void> => {
	host.write(
		'/opt/openshift/cluster-configuration/manifest.json',
		await manifestText(changes),
		0o600,
	);
};
