import {readdirSync} from 'node:fs';
import {Box, Text, useApp, useWindowSize} from 'ink';
import {type ReactElement, useEffect, useState} from 'react';
import {describe, expect, onTestFinished, test} from 'vitest';
import {useKeyboard, useKeys} from '../../../src/screens/terminal/keyboard.tsx';
import {openConsole} from '../../../src/screens/terminal/open-console.tsx';
import {chooseProfile} from '../../../src/screens/terminal/profile.ts';
import {useTerminal} from '../../../src/screens/terminal/terminal-context.tsx';
import {manualClock, timerClock} from '../../helpers/clock.ts';
import {type EmulatedPort, emulatedPort} from '../../helpers/port.ts';
import {renderScreen} from '../../helpers/terminal.tsx';

const open = async (element: ReactElement, port: EmulatedPort = emulatedPort(80, 24)) => {
	const profile = chooseProfile({TERM: 'linux', isTty: true, size: port.size()});
	const opened = openConsole(element, port, {...profile, frameIntervalMs: 0}, timerClock);
	onTestFinished(opened.close);
	await opened.whenSettled();
	return {port, opened};
};

/** Counts `+`, quits on `q`, fails on `!`, opens a shell on `s`. */
const Counter = ({shell = async () => {}}: {readonly shell?: () => Promise<void>}) => {
	const [count, setCount] = useState(0);
	const {exit} = useApp();
	const {suspend} = useTerminal();
	useKeys((key) => {
		if (key.name !== 'text') return false;
		if (key.text === '+') setCount(count + 1);
		if (key.text === 'q') exit(count);
		if (key.text === 's') void suspend(shell);
		if (key.text === '!') throw new Error('a bug in a screen');
		return true;
	});
	return <Text>{`count ${count}`}</Text>;
};

const Ruler = () => {
	const {columns, rows} = useWindowSize();
	return <Text>{`${columns}x${rows}`}</Text>;
};

describe('a console on a terminal', () => {
	test('takes the terminal, and gives it back as it was', async () => {
		const {port, opened} = await open(<Counter />);
		expect([port.isRaw(), port.isRead(), port.emulator.isCursorVisible()]).toEqual([
			true,
			true,
			false,
		]);
		port.send('++q');
		await expect(opened.waitUntilExit()).resolves.toBe(2);
		expect([port.isRaw(), port.isRead(), port.emulator.isCursorVisible()]).toEqual([
			false,
			false,
			true,
		]);
		expect(port.emulator.text()).toBe('count 2');
	});

	test('draws everything again on Ctrl-L, which no screen sees', async () => {
		const {port, opened} = await open(<Counter />);
		port.emulator.write('\x1b[2J\x1b[3;1Hkernel: something broke');
		port.send('\x0c');
		await opened.whenSettled();
		expect(port.emulator.text()).toBe('count 0');
	});

	test('shows what a key did without waiting for the next frame to be due', async () => {
		const port = emulatedPort(80, 24);
		const profile = chooseProfile({TERM: 'linux', isTty: true, size: port.size()});
		const opened = openConsole(
			<Counter />,
			port,
			{...profile, frameIntervalMs: 60_000},
			timerClock,
		);
		onTestFinished(opened.close);
		port.send('+');
		await opened.whenSettled();
		port.send('+');
		await opened.whenSettled();
		expect(port.emulator.text()).toBe('count 2');
	});

	test('follows the size of the terminal', async () => {
		const {port, opened} = await open(<Ruler />, emulatedPort(100, 30));
		expect(port.emulator.row(0)).toBe('100x30');
		port.resizeTo(60, 20);
		await opened.whenSettled();
		expect(port.emulator.row(0)).toBe('60x20');
	});

	test('never takes the size for zero, which would cost a descriptor per frame', async () => {
		const port = {...emulatedPort(80, 24), size: () => ({columns: 0, rows: 0})};
		const {opened} = await open(<Counter />, port);
		port.send('+');
		await opened.whenSettled();
		const before = readdirSync('/proc/self/fd').length;
		for (let count = 0; count < 20; count++) {
			port.send('+');
			await opened.whenSettled();
		}
		expect(port.emulator.text()).toBe('count 21');
		expect(readdirSync('/proc/self/fd').length).toBe(before);
	});

	test('ends with the error of a screen, and gives the terminal back', async () => {
		const {port, opened} = await open(<Counter />);
		port.send('!');
		await expect(opened.waitUntilExit()).rejects.toThrow('a bug in a screen');
		expect([port.isRaw(), port.emulator.isCursorVisible()]).toEqual([false, true]);
	});

	test('ends with the error of the line', async () => {
		const port = emulatedPort(80, 24);
		const {opened} = await open(<Counter />, {
			...port,
			write: () => Promise.reject(new Error('EIO: the line is gone')),
		});
		await expect(opened.waitUntilExit()).rejects.toThrow('the line is gone');
	});

	test('ends in bounded time on a line that takes nothing', async () => {
		const clock = manualClock();
		const port = {...emulatedPort(80, 24), write: () => new Promise<void>(() => {})};
		const profile = chooseProfile({TERM: 'linux', isTty: true, size: port.size()});
		const opened = openConsole(<Counter />, port, profile, clock);
		const closed = opened.close();
		await clock.advance(5000);
		await closed;
		expect(port.isRaw()).toBe(false);
	});

	test('goes on counting keys while the line takes nothing', async () => {
		const port = emulatedPort(80, 24);
		let release = () => {};
		const opened = openConsole(
			<Counter />,
			{
				...port,
				write: async (bytes) => {
					await new Promise<void>((resolve) => {
						release = resolve;
					});
					await port.write(bytes);
				},
			},
			chooseProfile({TERM: 'linux', isTty: true, size: port.size()}),
			timerClock,
		);
		port.send('++++q');
		await new Promise((resolve) => setTimeout(resolve, 50));
		const ended = opened.waitUntilExit();
		for (let turn = 0; turn < 5; turn++) {
			release();
			await new Promise((resolve) => setImmediate(resolve));
		}
		await expect(ended).resolves.toBe(4);
	});
});

describe('a console that hands its terminal to somebody else', () => {
	test('neither reads nor writes meanwhile, and shows everything afterwards', async () => {
		const {promise, resolve: leaveShell} = Promise.withResolvers<void>();
		const {port, opened} = await open(<Counter shell={() => promise} />);
		port.send('+s');
		await opened.whenSettled();
		expect([port.isRaw(), port.isRead(), port.emulator.isCursorVisible()]).toEqual([
			false,
			false,
			true,
		]);
		port.emulator.write('\x1b[2J\x1b[Hroot@host:~# ls');
		port.send('+++');
		leaveShell();
		await promise;
		await opened.whenSettled();
		port.send('+');
		await opened.whenSettled();
		expect(port.emulator.text()).toBe('count 2');
		expect([port.isRaw(), port.isRead(), port.emulator.isCursorVisible()]).toEqual([
			true,
			true,
			false,
		]);
	});

	test('does not take it back when it was closed meanwhile', async () => {
		const {promise, resolve: leaveShell} = Promise.withResolvers<void>();
		const {port, opened} = await open(<Counter />);
		const suspended = opened.suspend(() => promise);
		await opened.close();
		leaveShell();
		await suspended;
		expect([port.isRaw(), port.isRead(), port.emulator.isCursorVisible()]).toEqual([
			false,
			false,
			true,
		]);
	});

	test('takes it back when the task fails, and says so', async () => {
		const {port, opened} = await open(<Counter />);
		const failing = opened.suspend(() => Promise.reject(new Error('no shell here')));
		await expect(failing).rejects.toThrow('no shell here');
		await opened.whenSettled();
		expect(port.emulator.text()).toBe('count 0');
		expect(port.isRaw()).toBe(true);
	});
});

/** Follows its state by way of an effect, as screens that watch the engine do. */
const Follower = () => {
	const [wanted, setWanted] = useState(0);
	const [followed, setFollowed] = useState(0);
	useEffect(() => setFollowed(wanted), [wanted]);
	useKeys(() => {
		setWanted(followed + 1);
		return true;
	});
	return <Text>{`followed ${followed}`}</Text>;
};

/** A page with a dialog over it. The dialog takes letters and leaves the rest. */
const Page = ({seen}: {readonly seen: (what: string) => void}) => {
	const [isAsking, setIsAsking] = useState(false);
	useKeys((key) => {
		seen(`page ${key.name}`);
		if (key.name === 'f1') setIsAsking(true);
		return true;
	});
	return (
		<Box flexDirection="column">
			{isAsking ? <Dialog seen={seen} close={() => setIsAsking(false)} /> : null}
			<Field seen={seen} />
		</Box>
	);
};

const Dialog = ({
	seen,
	close,
}: {
	readonly seen: (what: string) => void;
	readonly close: () => void;
}) => {
	const {discardTypeAhead} = useKeyboard();
	useState(discardTypeAhead);
	useKeys((key) => {
		seen(`dialog ${key.name}`);
		if (key.name === 'escape') close();
		return key.name === 'text' || key.name === 'escape';
	});
	return <Text>Really?</Text>;
};

const Field = ({seen}: {readonly seen: (what: string) => void}) => {
	const [isActive, setIsActive] = useState(true);
	useKeys(
		(key) => {
			seen(`field ${key.name}`);
			if (key.name === 'tab') setIsActive(false);
			return key.name === 'text' || key.name === 'tab';
		},
		{isActive},
	);
	return <Text>{isActive ? 'field' : 'no field'}</Text>;
};

describe('a key', () => {
	test('is offered to the innermost handler first, and outward until one takes it', async () => {
		const log: string[] = [];
		const page = await renderScreen(<Page seen={(what) => log.push(what)} />);
		await page.press('x', 'down');
		expect(log).toEqual(['field text', 'field down', 'page down']);
	});

	test('meets the state that the one before it led to, effects included', async () => {
		const {port, opened} = await open(<Follower />);
		port.send('xxxx');
		await opened.whenSettled();
		expect(port.emulator.text()).toBe('followed 4');
	});

	test('goes to what was mounted last, and back when that is gone', async () => {
		const log: string[] = [];
		const page = await renderScreen(<Page seen={(what) => log.push(what)} />);
		await page.press('f1');
		log.length = 0;
		await page.press('y', 'escape', 'y');
		expect(log).toEqual(['dialog text', 'dialog escape', 'field text']);
	});

	test('passes over a handler that is not active', async () => {
		const log: string[] = [];
		const page = await renderScreen(<Page seen={(what) => log.push(what)} />);
		await page.press('tab', 'x');
		expect(log).toEqual(['field tab', 'page text']);
	});

	test('that was pressed before a dialog opened does not answer it', async () => {
		const log: string[] = [];
		const page = await renderScreen(<Page seen={(what) => log.push(what)} />);
		await page.press('\x1b[11~yy');
		expect(log).toEqual(['field f1', 'page f1']);
		expect(page.screen()).toContain('Really?');
	});

	test('of a paste without marks comes as one paste, not as many keys', async () => {
		const log: string[] = [];
		const page = await renderScreen(<Page seen={(what) => log.push(what)} />);
		await page.press('a pull secret is long');
		expect(log).toEqual(['field paste', 'page paste']);
	});
});
