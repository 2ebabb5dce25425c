import {Box, Text, useApp, useWindowSize} from 'ink';
import {useEffect, useState} from 'react';
import {describe, expect, test} from 'vitest';
import {useKeys} from '../../src/screens/terminal/keyboard.tsx';
import type {Key} from '../../src/screens/terminal/keys.ts';
import {expectFits, expectSafeGlyphs, renderScreen} from './terminal.tsx';

const names = ['Install', 'Configure', 'Troubleshoot', 'Quit'];

const Menu = () => {
	const {exit} = useApp();
	const [selected, setSelected] = useState(0);
	useKeys((key) => {
		if (key.name === 'down') setSelected(Math.min(selected + 1, names.length - 1));
		if (key.name === 'up') setSelected(Math.max(selected - 1, 0));
		if (key.name === 'enter') exit(names[selected]);
		return true;
	});
	return (
		<Box flexDirection="column" borderStyle="single" width={30}>
			{names.map((name, index) => (
				<Text key={name} inverse={index === selected}>
					{index + 1} {name}
				</Text>
			))}
		</Box>
	);
};

const Size = () => {
	const {columns, rows} = useWindowSize();
	return <Text>{`${columns}x${rows}`}</Text>;
};

const Late = () => {
	const [text, setText] = useState('not yet');
	useEffect(() => {
		const timer = setTimeout(() => setText('there it is'), 5);
		return () => clearTimeout(timer);
	}, []);
	return <Text>{text}</Text>;
};

const Listener = ({onKey}: {readonly onKey: (key: Key) => void}) => {
	useKeys((key) => {
		onKey(key);
		return true;
	});
	return <Text>listening</Text>;
};

describe('a screen on the emulated terminal', () => {
	test('is seen as it would be on a terminal', async () => {
		const menu = await renderScreen(<Menu />);
		expect(menu.screen()).toMatchInlineSnapshot(`
			"┌────────────────────────────┐
			│1 Install                   │
			│2 Configure                 │
			│3 Troubleshoot              │
			│4 Quit                      │
			└────────────────────────────┘"
		`);
		expect(menu.cell(1, 1).inverse).toBe(true);
		expect(menu.cell(1, 2).inverse).toBe(false);
		expectSafeGlyphs(menu.screen());
		expectFits(menu);
	});

	test('is drawn in ASCII and without colour where the terminal has no more', async () => {
		const menu = await renderScreen(<Menu />, {profile: {glyphs: 'ascii', colour: false}});
		expect(menu.screen()).toMatchInlineSnapshot(`
			"+----------------------------+
			|1 Install                   |
			|2 Configure                 |
			|3 Troubleshoot              |
			|4 Quit                      |
			+----------------------------+"
		`);
		expect(menu.cell(1, 1).inverse).toBe(true);
	});

	test('has moved its selection when press returns, for less than 150 bytes', async () => {
		const menu = await renderScreen(<Menu />);
		const before = menu.bytesWritten();
		await menu.press('down');
		expect(menu.cell(1, 2).inverse).toBe(true);
		expect(menu.bytesWritten() - before).toBeLessThan(150);
	});

	test('sees each of several keys in one packet with the state that the one before left', async () => {
		const menu = await renderScreen(<Menu />);
		await menu.press('\x1b[B\x1b[B\x1b[B\x1b[A');
		expect(menu.cell(1, 3).inverse).toBe(true);
	});

	test('ends with the value that was chosen', async () => {
		const menu = await renderScreen(<Menu />);
		await menu.press('down', 'enter');
		await expect(menu.waitUntilExit()).resolves.toBe('Configure');
	});

	test('is drawn anew at another size', async () => {
		const size = await renderScreen(<Size />);
		await size.resize({columns: 100, rows: 30});
		expect(size.screen()).toBe('100x30');
	});

	test('shows what comes by itself once it is waited for', async () => {
		const late = await renderScreen(<Late />);
		expect(late.screen()).toBe('not yet');
		await late.waitFor(/there/);
		expect(late.screen()).toBe('there it is');
	});

	test('gets typed and pasted text, Escape, function and control keys', async () => {
		const keys: Key[] = [];
		const listener = await renderScreen(<Listener onKey={(key) => keys.push(key)} />);
		await listener.type('hé');
		await listener.paste('one\r\ntwo');
		await listener.press('escape', 'f10', 'ctrl-c', 'alt-x');
		expect(keys).toEqual([
			{name: 'text', text: 'h'},
			{name: 'text', text: 'é'},
			{name: 'paste', text: 'one\ntwo'},
			{name: 'escape'},
			{name: 'f10'},
			{name: 'control', letter: 'c'},
			{name: 'alt', text: 'x'},
		]);
	});
});

test('glyphs that a console font may lack are refused', () => {
	expect(() => expectSafeGlyphs('done ✔')).toThrow(/✔/);
	expectSafeGlyphs('┌─ ok ─┐ █░ •');
});

test('a picture that uses the last row is refused', async () => {
	const menu = await renderScreen(<Menu />, {rows: 6});
	expect(() => expectFits(menu)).toThrow(/rows used/);
	await menu.resize({columns: 80, rows: 7});
	expectFits(menu);
});

test('content that does not come is reported with the picture', async () => {
	const menu = await renderScreen(<Menu />);
	await expect(menu.waitFor('Uninstall')).rejects.toThrow(
		/Uninstall did not appear[\s\S]*3 Troubleshoot/,
	);
});
