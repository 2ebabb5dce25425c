/** What a technician types on the serial line of a virtual machine, from the checks of an install to its end. */
import {setTimeout as delay} from 'node:timers/promises';
import {expect} from 'vitest';
import type {LineConsole} from './line-console.ts';

/** The console takes no key for 300 ms after a destructive question has appeared. */
export const guardMs = 500;

const byEmulationMs = 120_000;
/** Until a typed character is on the screen, with a busy processor too. */
const byEchoMs = 5000;
export const installLimitMs = 1_800_000;

/** Another console may have come first: whoever sits here takes the keys over. */
export const takeKeys = async ({type, screen}: LineConsole): Promise<void> => {
	const held = /holds the keys|asked \S+ for the keys|Nobody holds the keys/;
	type('T');
	await delay(guardMs);
	await expect.poll(screen, {timeout: byEmulationMs, interval: 1000}).not.toMatch(held);
};

/** A warning goes on record by Enter alone; the next one then stands in its line. Behind the last the review comes by itself. */
export const acceptWarnings = async ({type, screen, waitFor}: LineConsole): Promise<number> => {
	const open = (): number => screen().match(/ WARNING /g)?.length ?? 0;
	const count = open();
	for (let left = count - 1; left >= 0; left -= 1) {
		type('4');
		await waitFor(/^> +4[_ ]/m);
		type('\r');
		await expect.poll(open, {timeout: byEmulationMs}).toBe(left);
	}
	return count;
};

/** From the review on. @returns the job sheet */
export const install = async (console: LineConsole, typedId: string): Promise<string> => {
	const {type, waitFor, screen} = console;
	await waitFor(/-- Review -/);
	expect(screen()).toContain('What dies on this disk');
	type('1');
	await confirm(console, typedId);
	await waitFor('WRITING - DO NOT POWER OFF');
	return waitFor('Done: the job sheet', installLimitMs);
};

/** What was typed too early is typed again, as whoever looks at the field would. */
export const confirm = async (
	{type, waitFor, screen}: LineConsole,
	typedId: string,
): Promise<void> => {
	await waitFor('type the last four characters of');
	const erase = '\x7f'.repeat(typedId.length);
	const typed = async (): Promise<string> => {
		type(`${erase}${typedId}`);
		await delay(byEchoMs);
		return screen();
	};
	await expect.poll(typed, {timeout: byEmulationMs}).toContain(`[${typedId} `);
	type('\r');
};
