/**
 * When the first useful picture stood on the screen and on the serial line, by the clock of the machine, and when its
 * system had reached what a login prompt would have come with.
 */
import {setTimeout as delay} from 'node:timers/promises';
import type {VmHost} from './host.ts';

export type FirstFrame = {
	/** All in seconds since the start of the kernel. */
	readonly serial: number;
	readonly screen: number;
	readonly unitOfSerial: number;
	readonly unitOfScreen: number;
	readonly target: number;
};

const limitMs = 900_000;
const pollMs = 100;

export const firstFrame = async (host: VmHost, title: string): Promise<FirstFrame> => {
	const [serialMs, screenMs] = await Promise.all([
		shownMs(async () => host.console.screen().includes(`-- ${title} -`)),
		shownMs(async () => (await host.screenText()).some((row) => row.startsWith(`── ${title} ─`))),
	]);
	const startMs = await kernelStartMs(host);
	const since = (ms: number): number => Math.round((ms - startMs) / 100) / 10;
	return {
		serial: since(serialMs),
		screen: since(screenMs),
		unitOfSerial: await stamp(host, 'serial-getty@ttyS0.service', 'ExecMainStart'),
		unitOfScreen: await stamp(host, 'getty@tty1.service', 'ExecMainStart'),
		target: await stamp(host, 'multi-user.target', 'ActiveEnter'),
	};
};

const shownMs = async (isShown: () => Promise<boolean>): Promise<number> => {
	const deadlineMs = performance.now() + limitMs;
	while (!(await isShown())) {
		if (performance.now() > deadlineMs) {
			throw new Error('The first picture never came');
		}
		await delay(pollMs);
	}
	return performance.now();
};

/** By the clock of this process; the answer takes some tenths of a second. */
const kernelStartMs = async ({inside}: VmHost): Promise<number> => {
	const [seconds = ''] = (await inside('cat /proc/uptime')).split(' ');
	return performance.now() - Number(seconds) * 1000;
};

const stamp = async ({inside}: VmHost, unit: string, event: string): Promise<number> => {
	const property = `${event}TimestampMonotonic`;
	const text = await inside(`systemctl show ${unit} --property=${property} --value`);
	return Math.round(Number(text) / 100_000) / 10;
};
