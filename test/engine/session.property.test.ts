/** Any order of actions through the typed interface: no wipe begins but by the typed id of the disk that is chosen. */

import {rmSync} from 'node:fs';
import fc from 'fast-check';
import {afterAll, expect, test} from 'vitest';
import type {Action} from '../../src/engine/actions.ts';
import {isProbingCommand} from '../../src/engine/ladder/probing.ts';
import {openSession} from '../../src/engine/session.ts';
import type {Decision} from '../../src/engine/session-events.ts';
import {isReadOnlyCommand} from '../../src/hardware/read-only.ts';
import {realSystem} from '../../src/system/real.ts';
import {commandLine} from '../../src/system/run.ts';
import type {Files, System} from '../../src/system/types.ts';
import * as oci from '../helpers/oci-layout.ts';
import {readMachine, recordedSystem} from '../helpers/recorded-system.ts';

const layout = oci.newLayout();
oci.writeIndex(layout, [oci.named(oci.addSeed(layout), 'v1')]);
afterAll(() => rmSync(layout, {recursive: true}));

const flags =
	'fpu cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3 avx avx2 bmi1 bmi2 f16c fma abm movbe xsave pni lm syscall nx';

const recorded = readMachine('factory-server');

/** What that record is too old to tell. */
const machine = {
	...recorded,
	files: {
		...recorded.files,
		'/proc/cpuinfo': `${recorded.files['/proc/cpuinfo'] ?? 'processor\t: 0\n'}flags\t\t: ${flags}\n`,
		'/sys/firmware/efi/fw_platform_size': '64\n',
	},
};
const real = realSystem({});

/** The machine's own programs answer; any other that is not only reading is noted, and then fails. */
const openOn = async () => {
	const played = recordedSystem(machine);
	const writers: string[] = [];
	const written = new Map<string, string>();
	const isReal = (path: string): boolean => path.startsWith(layout);
	const files: Files = {
		...played.files,
		readText: async (path, limit) =>
			written.get(path) ?? (isReal(path) ? real.files : played.files).readText(path, limit),
		readStream: (path, range) => (isReal(path) ? real.files : played.files).readStream(path, range),
		stat: (path) => (isReal(path) ? real.files : played.files).stat(path),
		list: (path) => (isReal(path) ? real.files : played.files).list(path),
		resolve: (path) => (isReal(path) ? real.files : played.files).resolve(path),
		makeDirectory: async () => {},
		remove: async (path) => written.delete(path),
		openAppend: async (path) => ({
			write: async (text) => {
				written.set(path, (written.get(path) ?? '') + text);
			},
			sync: async () => {},
			close: async () => {},
		}),
	};
	const run: System['run'] = async (command, options) => {
		if (
			!isReadOnlyCommand(command) &&
			!isProbingCommand(command) &&
			machine.commands[commandLine(command)] === undefined
		) {
			writers.push(commandLine(command));
		}
		return played.run(command, options);
	};
	const session = openSession({
		system: {...played, files, run},
		earlierRuns: 'told',
		config: {
			flags: {seedImage: `oci:${layout}:v1`, seedVersion: '4.18.0', allowBelowMinimums: true},
		},
		stateDirectory: '/run/ibi-console',
		remember: () => {},
	});
	let decision: Decision = {findings: []};
	let begun = 0;
	session.subscribe((event) => {
		if (event.type === 'decided') decision = event.decision;
		if (event.type === 'run.event' && event.event.type === 'run.started') begun += 1;
	});
	await session.load();
	await session.start();
	return {session, writers, decision: () => decision, begun: () => begun};
};

const paths = ['/dev/sda', '/dev/sdb', '/dev/nvme0n1', '/dev/nvme1n1', '/dev/mapper/mpatha'];
const texts = ['', 'yes', '1', '0000', 'ABCD', ' ', '/dev/sda', 'wipe'];

const anyAction: fc.Arbitrary<Action> = fc.oneof(
	fc.constantFrom(...paths).map((path) => ({type: 'disk.choose', path}) as const),
	{
		weight: 4,
		arbitrary: fc.constantFrom(...texts).map((typed) => ({type: 'install.start', typed}) as const),
	},
	fc
		.constantFrom('disk-earlier-install', 'disk-has-os', 'disk-size')
		.map((id) => ({type: 'finding.accept', id}) as const),
	fc.constant({type: 'run.retry'} as const),
	fc.constant({type: 'run.cancel'} as const),
	fc.constant({type: 'failure.acknowledge'} as const),
	fc.constant({type: 'answers.set', answers: {precacheDisabled: true}} as const),
);

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test('no order of actions without the typed id starts a run', {timeout: 120_000}, async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anyAction, {minLength: 5, maxLength: 40}), async (actions) => {
			const {session, writers, begun} = await openOn();
			for (const action of actions) {
				session.dispatch(action);
				await new Promise((resolve) => setImmediate(resolve));
			}
			await settle();
			await session.close();
			expect([begun(), writers]).toEqual([0, []]);
		}),
		{numRuns: 250, seed: 20261121},
	);
});

test('the typed id does start one, so that the rule above is no empty one', async () => {
	const {session, decision, begun} = await openOn();
	for (const path of paths) {
		if (begun() === 0) {
			session.dispatch({type: 'disk.choose', path});
			await settle();
			session.dispatch({type: 'install.start', typed: decision().confirmation?.text ?? ''});
			await settle();
		}
	}
	expect(begun()).toBe(1);
	await session.close();
});

test('nothing looks at the disks between the typed id and the first step', async () => {
	const {session, decision, begun} = await openOn();
	const refused: string[] = [];
	session.subscribe((event) => {
		if (event.type === 'action.refused') refused.push(event.problem.code);
	});
	for (const path of paths) {
		if (begun() === 0) {
			session.dispatch({type: 'disk.choose', path});
			await settle();
			refused.length = 0;
			session.dispatch({type: 'install.start', typed: decision().confirmation?.text ?? ''});
			session.dispatch({type: 'facts.refresh'});
			await settle();
		}
	}
	expect([begun(), refused]).toEqual([1, ['BUSY']]);
	await session.close();
});
