/** A virtual machine of a test: its console on the serial line, a shell for the test's eyes, and its records when it fails. */
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {onTestFailed} from 'vitest';
import type {VmSpec} from '../../../lab/vm/arguments.ts';
import {type Machine, startMachine} from '../../../lab/vm/machine.ts';
import {runInShell} from '../../../lab/vm/shell.ts';
import {diskSerial, type Factory} from './factory.ts';
import {type LineConsole, openLineConsole} from './line-console.ts';

export type VmHost = Machine & {
	readonly console: LineConsole;
	/** What a command prints in the live system. */
	readonly inside: (command: string) => Promise<string>;
};

/** @param name of its folder. */
export const startVmHost = async (
	factory: Factory,
	name: string,
	{disk, ...changes}: Partial<VmSpec> & {readonly disk: string},
): Promise<VmHost> => {
	const directory = join(factory.directory, name);
	await mkdir(directory);
	const machine = await startMachine(directory, {
		firmware: 'bios',
		memoryMib: 3072,
		disks: [{file: disk, format: 'qcow2', serial: diskSerial}],
		bootFrom: changes.medium === undefined ? 'disk' : 'medium',
		network: factory.registryPort,
		...changes,
	});
	return {
		...machine,
		console: openLineConsole(machine.serial),
		inside: (command) => runInShell(machine.shell, command),
	};
};

/** That of an earlier test. */
export const requireStarted = (host: VmHost | undefined): VmHost => {
	if (host === undefined) {
		throw new Error('the machine was not started');
	}
	return host;
};

/** To be called first in a test: what its machine showed and said is then kept below `test-results`. */
export const keepOnFailure = (factory: Factory, host: () => VmHost | undefined): void => {
	onTestFailed(async () => {
		factory.hasFailed();
		const machine = host();
		if (machine !== undefined) {
			await machine.screenshot(join(machine.directory, 'screen.png')).catch(() => {});
			await machine.inside('journalctl --boot --no-pager | tail -n 500').catch(() => '');
			await machine.inside('lsblk; cat /run/ibi-console/*.jsonl | tail -n 50').catch(() => '');
		}
	});
};
