/**
 * The process that holds an edge host: its network and, outside of its root directory, the registry that the site can
 * reach. It starts the host's systemd, and says its process id once that has booted.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, readlink} from 'node:fs/promises';
import {join} from 'node:path';
import {realSystem} from '../../src/system/real.ts';
import {holdUntilLeft, ignoreSignals} from '../host/hold.ts';
import {markNamespace} from '../host/mark.ts';
import {makeNetwork} from '../host/network.ts';
import {startRegistry} from '../registry.ts';
import {silentReporter} from '../reporter.ts';
import {outputOf, run} from '../run.ts';
import type {Lab} from '../stage.ts';
import {endCgroups, makeCgroups} from './cgroups.ts';
import {enter} from './enter.ts';
import {cgroupOf, type EdgeSpec, rootFolder} from './spec.ts';

const bootWithinMs = 60_000;
const pollMs = 50;

const specFile = process.argv[2] ?? '';
const spec = JSON.parse(await readFile(specFile, 'utf8')) as EdgeSpec;
const system = realSystem(process.env);
const lab: Lab = {system, settings: spec.settings, reporter: silentReporter};
const group = cgroupOf(spec.directory);

ignoreSignals();
await markNamespace(lab, spec.directory);
await run(lab, ['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/run']);
await makeNetwork(lab, spec);
const registry =
	spec.registryStorage === undefined
		? undefined
		: await startRegistry(lab, {storage: spec.registryStorage, access: 'read-only'});
await makeCgroups(group);
const first = spawn(
	'sh',
	[
		join(import.meta.dirname, 'boot.sh'),
		group,
		join(spec.directory, rootFolder),
		...[spec.node, join(import.meta.dirname, 'prepare.ts'), specFile],
	],
	{stdio: ['ignore', 'ignore', 'inherit'], env: {...process.env, SYSTEMD_COLORS: '0'}},
);
process.stdout.write(`${await systemdOf(first.pid ?? 0)}\n`);
holdUntilLeft(spec.directory, async () => {
	await registry?.stop();
	await endCgroups(group, system.clock);
});

/** The one child of the process that made the namespaces; it has booted when its basic target stands. */
async function systemdOf(parent: number): Promise<number> {
	const ended = once(first, 'exit').then(([code]) => {
		throw new Error(`Booting an edge host: its first process ended with ${code}`);
	});
	const deadlineMs = system.clock.monotonicMs() + bootWithinMs;
	const booted = async (): Promise<number> => {
		const text = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8');
		const pid = Number(text.trim());
		if (pid > 0 && (await hasBooted(pid))) {
			return pid;
		}
		if (system.clock.monotonicMs() > deadlineMs) {
			throw new Error('Booting an edge host: it did not reach its basic target');
		}
		await system.clock.sleep(pollMs);
		return booted();
	};
	return Promise.race([booted(), ended]);
}

async function hasBooted(pid: number): Promise<boolean> {
	const name = await readlink(`/proc/${pid}/exe`).catch(() => '');
	if (!name.endsWith('/systemd')) {
		return false;
	}
	const {program, args} = enter(pid, 'systemctl', ['is-active', 'basic.target', 'dbus.service']);
	const states = await outputOf(lab, [program, ...args], {acceptedExitCodes: [0, 1, 3, 4]});
	return states === 'active\nactive';
}
