/** The probes of an installed host: each fact by itself, none hidden by another, nothing left behind. */
import {existsSync, mkdirSync, readdirSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {EdgeFacts} from '../../../src/engine/edge-facts/facts.ts';
import {probeEdge} from '../../../src/engine/edge-facts/probe.ts';
import {subjectOf} from '../../fixtures/sites/examine.ts';
import {filesBelow, scriptedSystem} from '../steps/scripted-system.ts';
import {answers, etcd, hostFiles, nodeIp} from './some-host.ts';

type Probed = {readonly facts: EdgeFacts; readonly asked: readonly string[]; readonly root: string};

const probed = async (answer = answers, signal = new AbortController().signal): Promise<Probed> => {
	const root = await mkdtemp(join(tmpdir(), 'edge-'));
	onTestFinished(() => rm(root, {recursive: true, force: true}));
	for (const [path, text] of Object.entries(hostFiles)) {
		mkdirSync(dirname(join(root, path)), {recursive: true});
		await writeFile(join(root, path), text);
	}
	const {system, asked} = scriptedSystem(answer, {files: filesBelow(root)});
	// Limits never end a program here; the clock of the script does not wait.
	const clock = {
		...system.clock,
		sleep: (_durationMs: number, end?: AbortSignal) =>
			new Promise<void>((_resolve, reject) => {
				end?.addEventListener('abort', () => reject(new Error('ended')));
			}),
	};
	const {site, seed} = await subjectOf('IPv4 by DHCP');
	return {facts: await probeEdge({...system, clock}, {site, seed}, signal), asked, root};
};

describe('an installed host', () => {
	test('is known with all that the checks ask for', async () => {
		const {facts} = await probed();
		expect(facts).toMatchObject({
			hostName: {value: 'node-1'},
			isFipsEnabled: {value: true},
			systemRelease: {value: '4.18'},
			seedFormat: {value: '4'},
			isImageStorageThere: {value: false},
			seedBuiltAt: {value: '2026-03-02T12:00:00.000Z'},
			seedNotes: {value: {kinds: ['v1/ConfigMap'], hasKubeadminSecret: true}},
			freeBytes: {value: 40_000_000_000},
			snapshotBytes: {value: 900_000},
			nameServers: {value: ['192.0.2.54']},
		});
	});

	test('tells of each image whether it is there, and else what its registry says', async () => {
		const {facts} = await probed();
		expect(facts.images).toMatchObject({
			value: [
				{role: 'node-ip', image: {value: nodeIp}, isPresent: {value: false}},
				{role: 'etcd', image: {value: etcd}, isPresent: {value: true}},
				{role: 'recert', registry: {value: {kind: 'refused', code: 'SEED_NOT_FOUND'}}},
				{role: 'release', image: {value: 'quay.io/x/ocp-release@sha256:1'}},
			],
		});
	});

	test('is asked for names of the site by a name server that is not its own', async () => {
		const {asked} = await probed();
		const questions = asked.filter((line) => line.startsWith('dig'));
		expect(questions).toHaveLength(3);
		expect(questions.every((line) => line.startsWith('dig @192.0.2.54 '))).toBe(true);
		expect(questions.join('\n')).toMatch(
			/ api\.site-1.*\n.* api-int\.site-1.*\n.* ibi-[0-9a-f]{8}\.apps\.site-1/,
		);
	});

	test('keeps no pull secret, and shows none', async () => {
		const {facts, asked, root} = await probed();
		expect(readdirSync(join(root, '/run/ibi-console'))).toEqual([]);
		expect(existsSync(join(root, '/var/lib/kubelet/config.json'))).toBe(false);
		expect(`${JSON.stringify(facts)}${asked.join('\n')}`).not.toMatch(
			/planted|PRIVATE KEY|"auths"/,
		);
	});
});

const perFact: readonly (readonly [program: string, facts: readonly (keyof EdgeFacts)[]])[] = [
	['df', ['freeBytes']],
	['du', ['snapshotBytes']],
	['stat', ['seedBuiltAt']],
	['dig', ['names']],
	['arping', ['owners']],
];

describe.each(perFact)('without %s', (program, lost) => {
	test('only what it tells is unknown', async () => {
		const whole = (await probed()).facts;
		const {facts} = await probed((command) =>
			command.program === program ? {exitCode: 127, stderr: 'broken'} : answers(command),
		);
		const differing = (Object.keys(whole) as (keyof EdgeFacts)[]).filter(
			(name) => isKnown(whole[name]) && !isKnown(facts[name]),
		);
		expect(differing).toEqual(lost);
	});
});

const isKnown = (fact: unknown): boolean =>
	typeof fact === 'object' && fact !== null && 'known' in fact && fact.known === true;

test('cancelling ends it, and is no fact', async () => {
	const own = new AbortController();
	own.abort();
	const failing = (): never => {
		throw new Error('ended');
	};
	await expect(probed(failing, own.signal)).rejects.toMatchObject({code: 'CANCELLED'});
});
