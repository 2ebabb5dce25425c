/** Kernel and service manager shout while consoles draw, on the screen and on a serial line at once; then these end. */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Factory, openFactory} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';

let factory: Factory;
let host: VmHost | undefined;

beforeAll(async () => {
	factory = await openFactory('storm');
});

afterAll(async () => {
	await host?.cutPower();
	await factory?.close();
});

const kernelLevel = 'cut -f 1 /proc/sys/kernel/printk';

test('both pictures stay whole, and both speak as before when the last console has gone', async () => {
	keepOnFailure(factory, () => host);
	const disk = await factory.makeDisk('target');
	const medium = await factory.makeIso('iso');
	host = await startVmHost(factory, 'live', {disk, medium});
	const {console, inside, screenText, serial} = host;
	await console.waitFor(/-- This host -/);
	const drawn = expect.stringMatching(/^── This host ─/);
	await expect.poll(screenText, {timeout: 300_000}).toContainEqual(drawn);
	expect(await inside(kernelLevel)).toBe('1');
	const from = serial.said().length;
	await inside(
		'for i in $(seq 400); do echo "<2>storm $i of the kernel" >/dev/kmsg; done; for i in $(seq 5); do systemd-run --quiet --wait --unit=storm-$i true; done',
	);
	expect(await inside('journalctl --boot --dmesg | grep --count "storm .* of the kernel"')).toBe(
		'400',
	);
	expect(serial.said().slice(from)).not.toMatch(/storm/);
	const screen = await screenText();
	expect(screen).toContainEqual(drawn);
	expect(screen.join('\n')).not.toMatch(/storm/);
	await inside('systemctl stop getty@tty1 serial-getty@ttyS0');
	expect(await inside(kernelLevel)).not.toBe('1');
	await inside('echo "<2>the kernel speaks" >/dev/kmsg');
	await expect.poll(() => serial.said(), {timeout: 60_000}).toContain('the kernel speaks');
});
