/** Recorded facts that somebody changed by hand: told as findings, or decided on, never a crash. */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {defaultSettings} from '../../src/config/defaults.ts';
import {mergeSettings} from '../../src/config/merge.ts';
import {decide} from '../../src/engine/decide.ts';
import {InstallError} from '../../src/errors.ts';
import {probeHost} from '../../src/hardware/probe.ts';
import {readFacts} from '../../src/hardware/read-facts.ts';
import {readFleetList} from '../../src/iso/fleet/list.ts';
import {matchLines} from '../../src/unattended/plain-match.ts';
import {readMachine, recordedSystem} from '../helpers/recorded-system.ts';

const seed = 20_260_301;

const whole = await Promise.all(
	(['factory-server', 'qemu-multipath', 'qemu-md-imsm', 'storage-server'] as const).map((name) =>
		probeHost(recordedSystem(readMachine(name))),
	),
);

type Path = readonly (string | number)[];

const pathsOf = (node: unknown): readonly Path[] => {
	const entries = Array.isArray(node) ? [...node.entries()] : Object.entries(node ?? {});
	return typeof node === 'object'
		? entries.flatMap(([key, child]) => [[key], ...pathsOf(child).map((path) => [key, ...path])])
		: [];
};

const damagedFacts = fc.constantFrom(...whole).chain((facts) =>
	fc
		.tuple(
			fc.constantFrom(...pathsOf(facts)),
			fc.oneof(fc.jsonValue({maxDepth: 1}), fc.constant(undefined)),
		)
		.map(([path, value]) => {
			const copy = structuredClone(facts) as unknown as Record<string | number, unknown>;
			const parent = path
				.slice(0, -1)
				.reduce((node, key) => node[key] as Record<string | number, unknown>, copy);
			parent[path.at(-1) ?? ''] = value;
			return JSON.stringify(copy);
		}),
);

const config = mergeSettings([
	{from: 'default', settings: defaultSettings},
	{from: 'flags', settings: {installationDisk: '/dev/sda', seedImage: 'a', seedVersion: '4.18.0'}},
]);

test('changed facts are refused with their faults, or decided on', () => {
	let refused = 0;
	fc.assert(
		fc.property(damagedFacts, (text) => {
			try {
				const facts = readFacts(text, 'host.json');
				const {findings} = decide({config, configWarnings: [], answers: {}, facts});
				expect(findings.length).toBeGreaterThan(20);
				const disks = facts.disks.known ? facts.disks.value : [];
				expect(matchLines({kind: 'none'}, '/dev/sda', disks).length).toBe(disks.length + 1);
			} catch (error) {
				refused += 1;
				expect(error).toBeInstanceOf(InstallError);
			}
		}),
		{numRuns: 800, seed},
	);
	expect(refused).toBeGreaterThan(100);
});

const list = 'sites:\n  - name: a\n    installConfig: {baseDomain: example.com}\n  - name: b\n';
const csv = 'name,installConfig.networking.machineNetwork[0].cidr\na,192.0.2.0/24\n';

test.each([
	['sites.yaml', list],
	['sites.csv', csv],
])('any %s is a list of sites, or refused without its words', (name, good) => {
	const edit = fc.record({
		at: fc.nat({max: good.length}),
		removed: fc.nat({max: 10}),
		put: fc.oneof(fc.string({maxLength: 8}), fc.constantFrom('planted', '"', '[', '\n', ',', ': ')),
	});
	fc.assert(
		fc.property(fc.array(edit, {maxLength: 4}), (edits) => {
			const text = edits.reduce(
				(before, {at, removed, put}) => before.slice(0, at) + put + before.slice(at + removed),
				good,
			);
			try {
				const sites = readFleetList(text, name);
				expect(sites.length).toBeGreaterThan(0);
				expect(sites.flatMap(({faults}) => faults).join()).not.toContain('\n');
			} catch (error) {
				expect(error).toBeInstanceOf(InstallError);
			}
		}),
		{numRuns: 500, seed},
	);
});
