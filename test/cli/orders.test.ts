/** Where consoles appear, and whether one may open a shell, as the kernel arguments say. */
import {expect, test} from 'vitest';
import {parseInvocation} from '../../src/cli/arguments.ts';
import {allowedShell, isWantedHere} from '../../src/cli/orders.ts';
import {beginNamedLines} from '../../src/engine/console-lines.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';

const hostWith = (commandLine: string) => {
	const machine = memoryMachine();
	machine.files.set('/proc/cmdline', commandLine);
	return memorySystem(machine);
};

const isWanted = (order: string, ...argv: readonly string[]): Promise<boolean> =>
	isWantedHere(hostWith(`quiet ${order}`), parseInvocation(argv));

test.each([
	['', 'tty1', true],
	['ibi.console=all', 'ttyS0', true],
	['ibi.console=none', 'tty1', false],
	['ibi.console=tty1,ttyS0', 'ttyS0', true],
	['ibi.console=tty1,ttyS0', 'ttyS1', false],
	['ibi.console=none ibi.console=all', 'tty1', true],
	['ibi.console=none ibi.mode=nonsense', 'tty1', true],
])('with "%s" a console on %s: %s', async (order, line, wanted) => {
	expect(await isWanted(order, 'attach', '--name', line)).toBe(wanted);
	expect(await isWanted(order, 'deploy', '--mode', 'attach', '--name', line)).toBe(wanted);
});

test('whoever opens one by himself, or attaches a program, is not judged', async () => {
	for (const argv of [['attach'], ['deploy'], ['attach', '--json', '--name', 'tty1'], ['engine']]) {
		expect(await isWanted('ibi.console=none', ...argv)).toBe(true);
	}
});

test.each([
	['', undefined],
	['ibi.shell=no', undefined],
	['ibi.shell=yes', '/bin/bash'],
	['ibi.shell=yes ibi.countdown=soon', undefined],
])('with "%s" the shell is %s', async (order, shell) => {
	expect(await allowedShell(hostWith(order), '/bin/bash')).toBe(shell);
});

test('a serial line that is named has a console even where the kernel has none', async () => {
	const begun: string[] = [];
	const system = {
		...hostWith(''),
		run: async ({args}: {readonly args: readonly string[]}) => {
			begun.push(args.join(' '));
			throw new Error('no service manager');
		},
	};
	const {signal} = new AbortController();
	await beginNamedLines(system, {consoles: ['tty1', 'ttyS1', 'ttyAMA0', 'hvc0']}, signal);
	await beginNamedLines(system, {consoles: 'all'}, signal);
	expect(begun).toEqual([
		'start --no-block serial-getty@ttyS1.service',
		'start --no-block serial-getty@ttyAMA0.service',
		'start --no-block serial-getty@hvc0.service',
	]);
});
