/** Everything that may write over a console's picture: the kernel at each of its levels, udev, units that fail. */
import {expect} from 'vitest';
import type {VmHost} from './host.ts';

export type Storm = {
	/** From its end until both pictures were whole. */
	readonly serialMs: number;
	readonly screenMs: number;
	/** Lines of it that came over the serial line at all. */
	readonly linesOnSerial: number;
};

const lines = 500;
const limitMs = 60_000;

/** @returns how long the pictures of before needed to be there again. They must not change by themselves. */
export const storm = async (host: VmHost): Promise<Storm> => {
	const pictures = async () => ({
		serial: host.console.screen(),
		screen: (await host.screenText()).slice(0, rows).join('\n'),
	});
	const before = await pictures();
	const from = host.serial.said().length;
	await host.inside(script);
	const endMs = performance.now();
	const again = async (which: 'serial' | 'screen'): Promise<number> => {
		await expect
			.poll(async () => (await pictures())[which], {timeout: limitMs, interval: 50})
			.toBe(before[which]);
		return Math.round(performance.now() - endMs);
	};
	const [serialMs, screenMs] = await Promise.all([again('serial'), again('screen')]);
	const said = host.serial.said().slice(from);
	return {serialMs, screenMs, linesOnSerial: said.match(/lab storm/g)?.length ?? 0};
};

const rows = 25;

/** Without the first line the kernel would take ten of a program's lines and leave out the rest. */
const script = [
	'echo on >/proc/sys/kernel/printk_devkmsg',
	`for line in $(seq ${lines}); do echo "<$((line % 8))>lab storm $line" >/dev/kmsg; done`,
	'udevadm trigger',
	'systemd-run --quiet --unit=lab-storm --wait /bin/false',
	'echo ratelimit >/proc/sys/kernel/printk_devkmsg',
].join('; ');

/** A console that is stopped gives its line back. @returns what the line said of the kernel then */
export const chatterAsBefore = async (host: VmHost): Promise<string> => {
	await host.inside('systemctl stop getty@tty1 serial-getty@ttyS0');
	const quiet = '$(systemctl is-active ibi-console-quiet)';
	await host.inside(`until [ "${quiet}" = inactive ]; do sleep 1; done`);
	const from = host.serial.said().length;
	await host.inside('echo "<3>lab storm is over" >/dev/kmsg');
	return host.serial.waitFor('lab storm is over', {from, limitMs});
};
