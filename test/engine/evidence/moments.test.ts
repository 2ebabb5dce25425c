/** A bundle at every moment at which somebody may want one: it is made, small enough, and can be shown again. */
import {mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {InstallEvent} from '../../../src/engine/events.ts';
import {makeBundle} from '../../../src/engine/evidence/make-bundle.ts';
import type {EvidenceMeans} from '../../../src/engine/evidence/means.ts';
import {readRecording} from '../../../src/engine/evidence/read-recording.ts';
import {sessionSource} from '../../../src/engine/evidence/session-source.ts';
import {bundleLimitBytes} from '../../../src/engine/steps/evidence/pack.ts';
import {drawEvidence} from '../../../src/screens/evidence-text.ts';
import {realSystem} from '../../../src/system/real.ts';
import {deployed, deploying} from '../../screens/edge/fixtures/run.ts';
import {waiting} from '../../screens/edge/fixtures/states.ts';
import {failedRun, runningRun} from '../../screens/fixtures/run.ts';
import {answered, probing} from '../../screens/fixtures/states.ts';
import {membersOf} from './members.ts';

type Serves = 'install' | 'deploy';
type Made = {readonly path: string; readonly members: ReadonlyMap<string, string>};

const system = realSystem(process.env);
const {signal} = new AbortController();
const at = '2026-11-21T09:14:00.000Z';

let stateDirectory: string;

beforeEach(() => {
	stateDirectory = mkdtempSync(join(tmpdir(), 'ibi-moments-'));
});

afterEach(() => rmSync(stateDirectory, {recursive: true, force: true}));

type Draw = EvidenceMeans['draw'];
const drawn: Draw = async (shown) => drawEvidence(shown);

const make = async (serves: Serves, state: object, draw: Draw = drawn): Promise<Made> => {
	const known = Object.fromEntries(
		Object.entries(state).map(([name, value]) => [name, loaded(value)]),
	);
	const place = {serves, stateDirectory, evidence: {version: '1.2.3', draw}, known: () => known};
	const leftOut = ['commands', 'logs'] as const;
	const {path} = await makeBundle(system, sessionSource(system, place), {leftOut}, {signal});
	return {path, members: membersOf(path)};
};

/** As the session hands it over: what is not loaded is not known. */
const loaded = (value: unknown): unknown => {
	if (typeof value !== 'object' || value === null || !('kind' in value)) return value;
	return 'value' in value ? value.value : undefined;
};

const beginOf = ({runId, plan}: Pick<typeof runningRun, 'runId' | 'plan'>): InstallEvent => ({
	...{seq: 1, at, type: 'run.started', version: 1},
	...{runId, plan},
});

const writeJournal = (...events: readonly InstallEvent[]): void =>
	writeFileSync(
		join(stateDirectory, 'journal.jsonl'),
		events.map((event) => `${JSON.stringify(event)}\n`).join(''),
	);

const deployRun = deploying.run ?? runningRun;

test.each([
	['before the facts are read', 'install', probing],
	['at the edge, before there is a configuration', 'deploy', waiting],
] as const)('%s it says what there is', async (_, serves, state) => {
	const {path, members} = await make(serves, state);
	expect([...members.keys()]).toContain('screens/photo-card.txt');
	expect((await readRecording(system, path)).events).toEqual([]);
});

test.each([
	['while the disk is written', 'install', answered, runningRun],
	['after a failure', 'install', {...answered, run: failedRun}, failedRun],
	['while recert runs', 'deploy', deploying, deployRun],
	['when the cluster is ready', 'deploy', deployed, deployRun],
] as const)('%s it has the run so far', async (_, serves, state, run) => {
	writeJournal(beginOf(run), {seq: 2, at, type: 'step.started', step: 'one'});
	const {path, members} = await make(serves, state);
	const {events} = await readRecording(system, path);
	expect(events.map(({type}) => type)).toEqual(['run.started', 'step.started']);
	expect(members.get('screens/photo-card.txt')).toContain(run.runId);
});

test('a screen that cannot be drawn is recorded with the reason, and fails nothing', async () => {
	writeJournal(beginOf(runningRun));
	const {members} = await make('install', answered, () => Promise.reject(new Error('no such row')));
	expect(members.get('manifest.json')).toContain('no such row');
	expect(members.get('journal/journal.jsonl')).toContain('run.started');
});

test('a journal of hundreds of megabytes is cut to what a serial line carries, and still shows the run', async () => {
	const step = 'images.precache';
	const line = (seq: number): string =>
		`${JSON.stringify({seq, at, type: 'step.logged', step, line: `copying blob ${seq} `.repeat(20)})}\n`;
	mkdirSync(stateDirectory, {recursive: true});
	writeJournal(beginOf(runningRun), {seq: 2, at, type: 'step.started', step});
	const path = join(stateDirectory, 'journal.jsonl');
	const many = Array.from({length: 20_000}, (_, index) => line(index + 3)).join('');
	for (let part = 0; part < 20; part += 1) writeFileSync(path, many, {flag: 'a'});
	const end = {seq: 999_999, at, type: 'run.finished', outcome: {kind: 'cancelled'}} as const;
	writeFileSync(path, `${JSON.stringify(end)}\n`, {flag: 'a'});
	expect(statSync(path).size).toBeGreaterThan(150e6);
	const made = await make('install', answered);
	expect(statSync(made.path).size).toBeLessThan(bundleLimitBytes / 4);
	const types = (await readRecording(system, made.path)).events.map(({type}) => type);
	expect([types[0], types.at(-1)]).toEqual(['run.started', 'run.finished']);
});
