/** Commands in a virtual machine, by the shell on its second serial line. For a test's eyes; no product uses it. */
import {setTimeout as delay} from 'node:timers/promises';
import type {SerialLine} from './line.ts';

let count = 0;

/** What the command printed. The live system has this shell with the kernel argument `systemd.debug_shell=ttyS1`. */
export const runInShell = async (
	shell: SerialLine,
	command: string,
	limitMs = 120_000,
): Promise<string> => {
	await untilAwake(shell, limitMs);
	count += 1;
	const from = shell.said().length;
	// The marks are put together by the shell, so that the echo of the line has none.
	shell.type(`printf '<%s-${count}>\\n' begin; ${command}; printf '<%s-${count}>\\n' end\n`);
	const said = await shell.waitFor(`<end-${count}>`, {from, limitMs});
	const text = said.slice(said.indexOf(`<begin-${count}>`), said.indexOf(`<end-${count}>`));
	return Buffer.from(text.slice(`<begin-${count}>`.length), 'latin1')
		.toString()
		.replaceAll('\r', '')
		.trim();
};

const awake = new WeakSet<SerialLine>();
const knockMs = 5000;

/** What is typed while a shell starts is lost, or the half of it, which may leave a quotation open. */
const untilAwake = async (shell: SerialLine, limitMs: number): Promise<void> => {
	const deadlineMs = performance.now() + limitMs;
	while (!awake.has(shell) && performance.now() < deadlineMs) {
		const knockedAtMs = performance.now();
		const from = shell.said().length;
		shell.type('\x03');
		await delay(200);
		shell.type("printf '<%s>\\n' awake\n");
		try {
			await shell.waitFor('<awake>', {from, limitMs: knockMs});
			awake.add(shell);
		} catch {
			if (performance.now() - knockedAtMs < knockMs) {
				// The line is gone, as whoever waits next will say.
				return;
			}
		}
	}
};
