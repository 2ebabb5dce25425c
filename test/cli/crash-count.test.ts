/** What counts as a crash of a console, and for how long. */
import {expect, test} from 'vitest';
import {countStart, crashDirectory} from '../../src/cli/crash-count.ts';
import {InstallError} from '../../src/errors.ts';
import {manualClock} from '../helpers/clock.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';

const open = () => {
	const machine = memoryMachine();
	const clock = manualClock();
	const {files, clock: wall} = memorySystem(machine);
	const system = {files, clock: {...wall, ...clock}};
	return {machine, clock, start: (line?: string) => countStart(system, line)};
};

test('a start after which nobody said how it ended counts, line by line', async () => {
	const {start} = open();
	await start('tty1');
	await start('ttyS0');
	expect((await start('tty1')).crashes).toBe(1);
	expect((await start('tty1')).crashes).toBe(2);
	expect((await start('ttyS0')).crashes).toBe(1);
});

test('an error of the screens counts; one that is understood, and a line that is gone, do not', async () => {
	const {start} = open();
	await (await start('tty1')).endedWith(new TypeError('cannot read what is not there'));
	const second = await start('tty1');
	expect(second.crashes).toBe(1);
	await second.endedWith(Object.assign(new Error('write EIO'), {code: 'EIO'}));
	const third = await start('tty1');
	expect(third.crashes).toBe(0);
	await third.endedWith(new InstallError('PROTOCOL_BROKEN', {from: 'the engine'}));
	expect((await start('tty1')).crashes).toBe(0);
});

test('who left, or stood for a minute, begins anew', async () => {
	const {start, clock} = open();
	await start('tty1');
	await (await start('tty1')).endedWell();
	await start('tty1');
	expect((await start('tty1')).crashes).toBe(1);
	await clock.advance(60_000);
	expect((await start('tty1')).crashes).toBe(1);
});

test('a console that somebody opens by himself leaves nothing, and a name leads nowhere else', async () => {
	const {start, machine} = open();
	expect((await start()).crashes).toBe(0);
	expect(machine.files.size).toBe(0);
	await start('../etc/passwd');
	expect([...machine.files.keys()]).toEqual([`${crashDirectory}/.._etc_passwd`]);
});
