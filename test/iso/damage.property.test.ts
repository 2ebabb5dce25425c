/** What comes from outside may be damaged in any way: the answer is one finding in words, and no secret in it. */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {problemText} from '../../src/cli/exit-code.ts';
import {runInspect} from '../../src/cli/inspect.ts';
import {runValidate} from '../../src/cli/validate.ts';
import {readInstallationConfig} from '../../src/config/schema.ts';
import {type Problem, toProblem} from '../../src/errors.ts';
import {editsFor} from '../../src/iso/coreos/installation-iso.ts';
import {readCoreosLayout} from '../../src/iso/coreos/layout.ts';
import {bufferSource} from '../../src/iso/volume/source.ts';
import {Secret} from '../../src/secret.ts';
import {realSystem} from '../../src/system/real.ts';
import {makeMedium} from './coreos-medium.ts';
import {inTemporary} from './xorriso.ts';

const system = realSystem(process.env);
const {signal} = new AbortController();
const planted = 'planted-passw0rd';

const problemOf = async (work: () => unknown): Promise<Problem | undefined> => {
	try {
		await work();
	} catch (error) {
		return toProblem(error);
	}
	return undefined;
};

const expectOneFinding = (problem: Problem | undefined): void => {
	if (problem !== undefined) {
		expect(problem.kind, problem.stack).not.toBe('bug');
		expect(problem.message.length).toBeGreaterThan(10);
		expect(problem.remedy.length).toBeGreaterThan(0);
		expect(problemText(problem)).not.toContain(planted);
	}
};

/** Where descriptors, directories and notes lie, as well as anywhere. */
const place = fc.oneof(
	fc.nat({max: 4 * 2048}).map((offset) => 32_768 + offset),
	fc.nat({max: 100 * 1024}),
	fc.nat({max: 700_000}),
);

const damage = fc.record({
	bytes: fc.array(fc.tuple(place, fc.nat({max: 255})), {maxLength: 12}),
	cutAt: fc.option(fc.nat({max: 700_000}), {freq: 4}),
});

test('a damaged live ISO gives a finding or a plan, never a stack trace', async () => {
	await inTemporary(async (directory) => {
		const whole = readFileSync(makeMedium(directory));
		const change = {ignition: new Secret(planted), addedKargs: ['ibi.mode=auto']};
		let refused = 0;
		await fc.assert(
			fc.asyncProperty(damage, async ({bytes, cutAt}) => {
				const damaged = Buffer.from(whole);
				for (const [offset, byte] of bytes) {
					damaged[Math.min(offset, damaged.length - 1)] = byte;
				}
				const source = bufferSource('live.iso', damaged.subarray(0, cutAt ?? damaged.length));
				const problem = await problemOf(async () =>
					editsFor(await readCoreosLayout(source), change, 'live.iso'),
				);
				refused += problem === undefined ? 0 : 1;
				expectOneFinding(problem);
			}),
			{numRuns: 400},
		);
		expect(refused).toBeGreaterThan(20);
	});
});

test('a damaged ISO on a disk is judged and looked into the same way', async () => {
	await inTemporary(async (directory) => {
		const whole = readFileSync(makeMedium(directory));
		const path = join(directory, 'damaged.iso');
		const said: string[] = [];
		const setting = {
			system,
			signal,
			remember: () => {},
			print: (text: string) => void said.push(text),
		};
		await fc.assert(
			fc.asyncProperty(damage, async ({bytes, cutAt}) => {
				const damaged = Buffer.from(whole);
				for (const [offset, byte] of bytes) {
					damaged[Math.min(offset, damaged.length - 1)] = byte;
				}
				writeFileSync(path, damaged.subarray(0, cutAt ?? damaged.length));
				expectOneFinding(await problemOf(() => runInspect(setting, path, 'json')));
				expect([0, 2, 3, 4]).toContain(await runValidate(setting, [path], 'text'));
			}),
			{numRuns: 60},
		);
		expect(said.join('')).not.toContain('BUG');
	});
});

const document = JSON.stringify(
	{
		apiVersion: 'v1beta1',
		kind: 'ImageBasedInstallationConfig',
		metadata: {name: 'a'},
		seedImage: 'registry.example.com/seed:1',
		seedVersion: '4.18.0',
		installationDisk: '/dev/vda',
		pullSecret: JSON.stringify({auths: {'registry.example.com': {auth: btoa(`u:${planted}`)}}}),
		proxy: {httpProxy: `http://user:${planted}@proxy.example.com:3128`, noProxy: '.example.com'},
		imageDigestSources: [{source: 'quay.io/a', mirrors: ['m.example.com/a']}],
		coreosInstallerArgs: ['--append-karg', 'a=b'],
		networkConfig: {interfaces: [{name: 'eth0', password: planted}]},
		ignitionConfigOverride: JSON.stringify({
			ignition: {version: '3.2.0'},
			passwd: {users: [{name: 'core', passwordHash: planted}]},
		}),
		sshKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRhbWFnZWQ= a@b',
	},
	undefined,
	2,
);

const edit = fc.record({
	at: fc.nat({max: document.length}),
	removed: fc.nat({max: 20}),
	put: fc.oneof(
		fc.constantFrom(
			'',
			'"',
			'{',
			'[',
			': ',
			'\n',
			'\t',
			'&a',
			'*a',
			'!!x',
			'#',
			'- ',
			'\0',
			'\ufeff',
		),
		fc.string({maxLength: 8}),
	),
});

test('a damaged installation configuration gives a finding without its secrets', async () => {
	const secrets = [planted, btoa(`u:${planted}`)];
	let refused = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(edit, {minLength: 1, maxLength: 4}), async (edits) => {
			const text = edits.reduce(
				(damaged, {at, removed, put}) => damaged.slice(0, at) + put + damaged.slice(at + removed),
				document,
			);
			const problem = await problemOf(() => readInstallationConfig(text, 'config.yaml'));
			refused += problem === undefined ? 0 : 1;
			expectOneFinding(problem);
			for (const secret of secrets) {
				expect(JSON.stringify(problem ?? '')).not.toContain(secret);
			}
		}),
		{numRuns: 2000},
	);
	expect(refused).toBeGreaterThan(500);
});
