import pty from '@lydell/node-pty';
import {describe, expect, onTestFinished, test} from 'vitest';

const childPath = new URL('../fixtures/terminal/child.ts', import.meta.url).pathname;

/** The fixture on a pseudo-terminal of its own. */
const start = (task: string) => {
	const child = pty.spawn(process.execPath, ['--no-warnings', childPath, task], {
		cols: 90,
		rows: 30,
		name: 'xterm',
	});
	let output = '';
	let check = () => {};
	child.onData((text) => {
		output += text;
		check();
	});
	const exited = new Promise<number>((resolve) => child.onExit(({exitCode}) => resolve(exitCode)));
	onTestFinished(() => {
		try {
			child.kill('SIGKILL');
		} catch {
			// It has ended.
		}
	});
	return {
		child,
		exited,
		output: () => output,
		says: (text: string) =>
			new Promise<void>((resolve) => {
				check = () => {
					if (output.includes(text)) resolve();
				};
				check();
			}),
	};
};

describe('a real terminal', () => {
	test('gives every byte as it was typed, and takes every byte', async () => {
		const {child, says, exited} = start('echo');
		await says('ready');
		child.write('\x03\x13\x1a\x1b[A\r');
		await says('03131a1b5b410d');
		child.write('q');
		expect(await exited).toBe(0);
	});

	test('knows its size, and when that changes', async () => {
		const {child, says, exited} = start('size');
		await says('90x30');
		child.resize(100, 40);
		await says('100x40');
		expect(await exited).toBe(0);
	});

	test('can be lent to a shell, which then gets every key', async () => {
		const {child, says, exited, output} = start('lend');
		await says('ready');
		child.write('mine');
		await says('shell');
		child.write('theirs\r');
		await says('back');
		child.write('again');
		await says('console got');
		expect(await exited).toBe(0);
		expect(output()).toContain('shell got theirs');
		expect(output()).toContain('console got mineagain');
	});

	test('that nobody reads from stops neither the process nor its end', async () => {
		const {child, exited} = start('stall');
		child.pause();
		expect(await exited).toBe(0);
	});
});

describe('a signal to end', () => {
	test.each([
		['SIGTERM', 143],
		['SIGINT', 130],
		['SIGHUP', 129],
	])('%s restores the terminal and exits, though others listen too', async (signal, exitCode) => {
		const {child, says, exited, output} = start('signals');
		await says('ready');
		child.kill(signal);
		expect(await exited).toBe(exitCode);
		expect(output()).toContain('restored');
	});

	test('Ctrl-C at a program that has the terminal ends that program only', async () => {
		const {child, says, exited, output} = start('interrupted');
		await says('lent');
		child.write('\x03');
		await says('back');
		expect(await exited).toBe(130);
		expect(output()).toMatch(/back\s+restored/);
	});

	test('exits in bounded time when the terminal cannot be restored', async () => {
		const {child, says, exited} = start('stuck');
		await says('ready');
		child.kill('SIGTERM');
		expect(await exited).toBe(143);
	});
});
