/** One console in its text modes: by Ctrl-T, and by a proof that came late. */
import {Text} from 'ink';
import {useState} from 'react';
import {expect, onTestFinished, test} from 'vitest';
import {useKeys} from '../../../src/screens/terminal/keyboard.tsx';
import {openConsole} from '../../../src/screens/terminal/open-console.tsx';
import {usePresentation} from '../../../src/screens/terminal/presentation.tsx';
import {chooseProfile, type TerminalFacts} from '../../../src/screens/terminal/profile.ts';
import {timerClock} from '../../helpers/clock.ts';
import {emulatedPort} from '../../helpers/port.ts';

/** Counts `+`. */
const Sample = () => {
	const [count, setCount] = useState(0);
	const presentation = usePresentation();
	useKeys((key) => {
		if (key.name === 'text' && key.text === '+') setCount(count + 1);
		return key.name === 'text';
	});
	return <Text color="green">{`── ${presentation} ${count} ──`}</Text>;
};

const facts: TerminalFacts = {TERM: 'xterm', isTty: true, size: {columns: 80, rows: 24}};

const open = async () => {
	const port = emulatedPort(80, 24);
	const console = openConsole(<Sample />, port, chooseProfile(facts), timerClock);
	onTestFinished(console.close);
	const press = async (keys: string) => {
		port.send(keys);
		await console.whenSettled();
	};
	await console.whenSettled();
	return {
		press,
		console,
		text: port.emulator.text,
		/** This port leaves line feeds as they are, which a real line does not. */
		said: () => port.emulator.text().replaceAll(/\s+/g, ''),
		colour: () => port.emulator.cell(0, 0).foreground,
	};
};

test('a terminal that proves late what it draws gets it, and keeps its place', async () => {
	const {press, console, text, colour} = await open();
	await press('+');
	expect([text(), colour()]).toEqual(['-- screen 1 --', -1]);
	console.improve(chooseProfile({...facts, isUtf8: true}));
	await console.whenSettled();
	expect([text(), colour()]).toEqual(['── screen 1 ──', 2]);
});

test('what a person chose meanwhile stays', async () => {
	const {press, console, said} = await open();
	await press('\x14');
	expect(said()).toContain('lines0');
	console.improve(chooseProfile({...facts, isUtf8: true}));
	await console.whenSettled();
	await press('+\r');
	expect(said()).toMatch(/Number>\+Number>$/);
});

test('Ctrl-T goes around: basic, lines, rich, basic', async () => {
	const {press, text, said, colour} = await open();
	await press('\x14');
	expect(said()).toContain('lines0');
	await press('\x14');
	expect([text(), colour()]).toEqual(['── screen 0 ──', 2]);
	await press('\x14');
	expect([text(), colour()]).toEqual(['-- screen 0 --', -1]);
});
