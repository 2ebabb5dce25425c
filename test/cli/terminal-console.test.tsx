/** What the engine behind a console means for its terminal. */
import {Text} from 'ink';
import {expect, onTestFinished, test} from 'vitest';
import {runOnTerminal} from '../../src/cli/terminal-console.ts';
import type {Link} from '../../src/engine/service/client.ts';
import {timerClock} from '../helpers/clock.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';
import {emulatedPort} from '../helpers/port.ts';

test('each time the engine is found again the terminal is asked for its size', async () => {
	const port = emulatedPort(80, 24);
	let asked = 0;
	const terminal = {
		...port,
		write: async (bytes: Uint8Array) => {
			asked += Buffer.from(bytes).toString().split('\x1b[6n').length - 1;
			await port.write(bytes);
		},
		setSize: async () => {},
	};
	port.emulator.onReply(port.send);
	let link: Link = {isConnected: false, baton: {}};
	let tell = (): void => {};
	const turn = async (isConnected: boolean): Promise<number> => {
		link = {...link, isConnected};
		tell();
		await console.whenDrawn();
		return asked;
	};
	const console = runOnTerminal(
		{
			clock: {...memorySystem(memoryMachine()).clock, ...timerClock},
			terminal,
			facts: {TERM: 'vt220', isTty: true, size: port.size(), ttyName: '/dev/ttyS0'},
			link: {
				getLink: () => link,
				subscribe: (listener) => {
					tell = listener;
					return () => {};
				},
				baton: () => {},
			},
		},
		() => <Text>here</Text>,
	);
	onTestFinished(console.close);
	await console.whenDrawn();
	expect(asked).toBe(0);
	expect(await turn(true)).toBe(1);
	expect(await turn(true)).toBe(1);
	expect(await turn(false)).toBe(1);
	expect(await turn(true)).toBe(2);
});
