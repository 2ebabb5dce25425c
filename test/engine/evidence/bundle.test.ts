/** Support bundles of a real run on this machine, with secrets planted wherever a run keeps anything. */
import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {withCommandLog} from '../../../src/cli/command-log.ts';
import {runReplay} from '../../../src/cli/replay.ts';
import {
	type Bundle,
	type BundleProgress,
	makeBundle,
} from '../../../src/engine/evidence/make-bundle.ts';
import {manifestShape} from '../../../src/engine/evidence/manifest.ts';
import {readRecording} from '../../../src/engine/evidence/read-recording.ts';
import type {EvidenceSource} from '../../../src/engine/evidence/source.ts';
import {startRun} from '../../../src/engine/run.ts';
import {evidenceSteps} from '../../../src/engine/steps/evidence/index.ts';
import {drawEvidence} from '../../../src/screens/evidence-text.ts';
import {Secret} from '../../../src/secret.ts';
import {realSystem} from '../../../src/system/real.ts';
import {redacted} from '../../../src/system/redacted.ts';
import type {System} from '../../../src/system/types.ts';
import {membersOf} from './members.ts';

const key = `-----BEGIN PRIVATE KEY-----\n${'PlantedKeyPlantedKeyPlantedKey==\n'.repeat(9)}-----END PRIVATE KEY-----\n`;
const pullSecret = JSON.stringify({auths: {'quay.io': {auth: 'cGxhbnRlZDphdXRo'}}});
/** Of which the mask of shapes would take only the half. */
const oddPassword = 'p4ss,pl4nted w0rd';
const knownPassword = 'planted known words of no shape';
const planted = [
	'PlantedKeyPlantedKey',
	'cGxhbnRlZDphdXRo',
	knownPassword,
	'pl4nted w0rd',
	'planted-in-a-url',
	'planted.bearer.token',
	'planted-argument',
	'PLANT-EDpas-sword-OfKub',
	'plantedReportToken',
	'plantedApiToken',
	'plantedKubeadminHash',
	'planted8021xKey',
	'plantedPsk',
	'PlantedSshKey',
];

const sshKey = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'PlantedSshKeyPlantedSshKey\n'.repeat(5)}-----END OPENSSH PRIVATE KEY-----\n`;

/** As documents of a site hold them. */
const siteDocuments = {
	kubeadminHash: '$2a$10$plantedKubeadminHashXXXX',
	nmstate: 'interfaces:\n- name: eno1\n  802.1x:\n    private-key-password: planted8021xKey\n',
	keyfile: '[wifi-security]\nkey-mgmt=wpa-psk\npsk=plantedPsk\n',
	serverSshKeys: [sshKey],
	kernel: 'quiet ibi.report.token=plantedReportToken ibi.api.token=plantedApiToken ro',
};

const directory = mkdtempSync(join(tmpdir(), 'ibi-evidence-'));
const stateDirectory = join(directory, 'state');
const {signal} = new AbortController();

/** As the composition root builds it. */
const system: System = withCommandLog(
	redacted(realSystem(process.env), () => [
		new Secret(knownPassword),
		new Secret(oddPassword),
		new Secret(pullSecret),
	]),
	stateDirectory,
);

const source: EvidenceSource = {
	serves: 'install',
	version: '1.2.3',
	stateDirectory,
	host: () => 'SN/1 of planet\n',
	known: () => ({
		facts: {host: {serial: {known: true, value: 'SN1'}}},
		config: {
			pullSecret: {value: new Secret(pullSecret), from: 'file'},
			proxy: 'http://user:planted-in-a-url@proxy:3128',
		},
		findings: [{id: 'x', note: key, said: knownPassword}],
		site: {...siteDocuments, kubeadmin: 'PLANT-EDpas-sword-OfKub', line: `password=${oddPassword}`},
		seed: undefined,
	}),
	screens: async () => [
		{name: 'failure', text: `the failure\nAuthorization: Bearer planted.bearer.token`},
	],
};

/** A run that says what it must not say, in every way in which a run says something. */
const runThatTalks = async (): Promise<void> => {
	const plan = {
		name: 'toy' as const,
		phases: [
			{id: 'p', steps: [{id: 'talk', step: 'talk', params: {words: pullSecret}, weight: 1}]},
		],
	};
	await system.files.makeDirectory(stateDirectory);
	await startRun(plan, {
		system,
		registry: {
			talk: {
				run: async (_: never, {log}: {log: (line: string) => void}) => {
					log(key.replaceAll('\n', ' '));
					log(`password=planted-argument, ${knownPassword}`);
					log(JSON.stringify(siteDocuments));
					for (const text of Object.values(siteDocuments).flat()) log(text);
					await system.run({program: 'echo', args: [`--token=planted-argument`, pullSecret]});
				},
			},
		},
		journalPath: `${stateDirectory}/journal.jsonl`,
		signal,
		listener: () => {},
	});
	await system.files.makeDirectory(`${stateDirectory}/failure`);
	writeFileSync(`${stateDirectory}/failure/problem.json`, JSON.stringify({message: key}));
};

let bundle: Bundle;
let members: ReadonlyMap<string, string>;
const told: BundleProgress[] = [];

beforeAll(async () => {
	await runThatTalks();
	bundle = await makeBundle(system, source, {}, {signal, tell: (progress) => told.push(progress)});
	members = membersOf(bundle.path);
});

afterAll(() => rmSync(directory, {recursive: true, force: true}));

describe('a support bundle', () => {
	test('holds no planted secret, neither in its texts nor in what is left beside it', () => {
		const beside = ['journal.jsonl', 'manifest.json'].map((name) =>
			readFileSync(join(bundle.path, '..', name), 'utf8'),
		);
		const all = [...members.entries()].flat().concat(beside).join('\n');
		expect(planted.filter((secret) => all.includes(secret))).toEqual([]);
		expect(all.match(/<redacted>/g)?.length).toBeGreaterThan(7);
	});

	test('tells no planted secret in a replay of it, nor on a photo card of that', async () => {
		const {events, known} = await readRecording(system, bundle.path);
		const screens = drawEvidence({
			serves: 'install',
			known: {},
			events,
			at: events.at(-1)?.at ?? '',
		});
		const lines: string[] = [];
		const print = (text: string) => lines.push(text);
		const setting = {system, signal, remember: () => {}, print};
		await runReplay(setting, {path: bundle.path, format: 'json'});
		const all = JSON.stringify([events, known, screens]) + lines.join('');
		expect(screens.map(({name}) => name)).toContain('photo-card');
		expect(planted.filter((secret) => all.includes(secret))).toEqual([]);
	});

	test('holds the record of the run, what is known, the screens and the answers of programs', () => {
		expect([...members.keys()]).toEqual(
			expect.arrayContaining([
				'journal/journal.jsonl',
				'journal/commands.jsonl',
				'journal/timings.json',
				'journal/problem.json',
				'facts/facts.json',
				'facts/findings.json',
				'config/config.json',
				'config/kernel-arguments.txt',
				'screens/failure.txt',
				'commands/kernel.txt',
				'manifest.json',
			]),
		);
		expect(members.get('journal/timings.json')).toContain('"step": "talk"');
	});

	test('has a manifest with the checksum of every file, and the reason for what is missing', () => {
		const manifest = manifestShape.parse(JSON.parse(members.get('manifest.json') ?? ''));
		const packed = manifest.items.filter(({fault}) => fault === undefined);
		expect(packed.map(({path}) => path)).toEqual(
			[...members.keys()].filter((name) => name !== 'manifest.json'),
		);
		for (const {path, sha256} of packed) {
			expect(sha256).toBe(
				createHash('sha256')
					.update(members.get(path) ?? '')
					.digest('hex'),
			);
		}
		expect(manifest).toMatchObject({serves: 'install', version: '1.2.3', leftOutGroups: []});
		expect(manifest.items.filter(({fault}) => fault !== undefined)).toHaveLength(bundle.faults);
	});

	test('is named after host and time, and told as it grows', () => {
		expect(bundle.name).toMatch(/^ibi-evidence-SN-1-of-planet--\d{8}T\d{6}Z\.tar\.gz$/);
		expect(told.at(-1)?.share).toBe(1);
		expect(told.map(({share}) => share)).toEqual(told.map(({share}) => share).toSorted());
		expect(bundle.sizeBytes).toBe(statSync(bundle.path).size);
	});

	test('is readable by every tar', async () => {
		const {stdout} = await system.run({
			program: 'tar',
			args: ['--list', '--gzip', '--file', bundle.path],
		});
		expect(stdout.trim().split('\n')).toEqual([...members.keys()]);
	});
});

test('groups that are left out are not read at all', async () => {
	const asked: string[] = [];
	const watching: System = {
		...system,
		run: (command, options) => {
			asked.push(command.program);
			return system.run(command, options);
		},
	};
	const leftOut = ['logs', 'commands'] as const;
	const {path} = await makeBundle(watching, source, {leftOut}, {signal});
	const found = membersOf(path);
	expect([...found.keys()].filter((name) => /^(logs|commands)\//.test(name))).toEqual([]);
	expect(JSON.parse(found.get('manifest.json') ?? '')).toMatchObject({
		leftOutGroups: ['commands', 'logs'],
	});
	expect(asked).toEqual([]);
});

test('an item that fails and one that hangs are recorded with the reason and fail nothing', async () => {
	const broken: System = {
		...system,
		run: async ({program}, options) => {
			if (program === 'lsblk') {
				return new Promise(() => {});
			}
			if (program === 'dmesg') {
				throw new Error(`dmesg: ${knownPassword.slice(0, 3)} token=planted-argument refused`);
			}
			return {stdout: `${program}\n`, stderr: '', exitCode: options === undefined ? 1 : 0};
		},
		// Time passes at once for who waits for what hangs, but not before the others had their turn.
		clock: {...system.clock, sleep: (_, either) => system.clock.sleep(300, either)},
	};
	const {path, faults} = await makeBundle(broken, source, {}, {signal});
	const {items} = manifestShape.parse(JSON.parse(membersOf(path).get('manifest.json') ?? ''));
	const faultOf = (name: string) => items.find((item) => item.path === name)?.fault;
	expect(faultOf('commands/lsblk.txt')).toContain('8 s');
	expect(faultOf('logs/kernel.txt')).toContain('token=<redacted> refused');
	expect(faults).toBe(2);
});

test('a bundle that is full is cut from its least important end, and says what was cut', async () => {
	const noise = (characters: number): string =>
		Array.from({length: characters / 64}, (_, index) =>
			createHash('sha256').update(`${index}`).digest('hex'),
		).join('\n');
	const loud: System = {
		...system,
		run: async () => ({stdout: noise(40_000), stderr: '', exitCode: 0}),
	};
	const limit = 100_000;
	const registry = {...evidenceSteps(source)};
	const {packEvidence} = await import('../../../src/engine/steps/evidence/pack.ts');
	const {planSupportBundle} = await import('../../../src/engine/plans/support-bundle.ts');
	const work = join(directory, 'full');
	await system.files.makeDirectory(work);
	const path = join(work, 'bundle.tar.gz');
	const outcome = await startRun(
		planSupportBundle({directory: work, path, host: 'h', leftOut: [], out: {kind: 'kept'}}),
		{
			system: loud,
			registry: {...registry, 'evidence.pack': packEvidence(source, limit)},
			journalPath: join(work, 'journal.jsonl'),
			signal,
			listener: () => {},
		},
	);
	expect(outcome).toEqual({kind: 'done'});
	const found = membersOf(path);
	const {items} = manifestShape.parse(JSON.parse(found.get('manifest.json') ?? ''));
	expect(statSync(path).size).toBeLessThan(limit + 20_000);
	expect(found.get('journal/journal.jsonl')).toContain('run.started');
	expect(items.some(({note}) => note?.includes('the bundle was full'))).toBe(true);
	expect(items.at(-1)?.fault).toBe('the bundle was full');
	expect(gunzipSync(readFileSync(path)).byteLength).toBeGreaterThan(limit);
});
