/**
 * Every line of every menu, on every screen of both consoles: it is reached by its number and by arrows and Enter, and
 * both lead to the same. Nothing needs Esc, Ctrl or a function key.
 */
import {expect, test} from 'vitest';
import {App} from '../../src/screens/app.tsx';
import {EdgeApp} from '../../src/screens/edge/app.tsx';
import {guardMs} from '../../src/screens/guard.ts';
import {speak} from '../helpers/lines.tsx';
import {renderScreen} from '../helpers/terminal.tsx';
import {edgeGallery} from './edge/gallery.ts';
import {fakeClock, fakeConsole} from './fake-console.ts';
import {gallery} from './gallery.ts';

type Place = {
	readonly name: string;
	readonly keys: readonly string[];
	readonly open: () => {
		readonly element: React.ReactElement;
		readonly clock: ReturnType<typeof fakeClock>;
		readonly actions: () => readonly {readonly type: string}[];
	};
};

/** Of a screen that is shown in several states, the first. */
function once<Exhibit extends {readonly name: string}>(
	all: readonly Exhibit[],
): readonly Exhibit[] {
	return all.filter(({name}) => !name.includes(','));
}

const places: readonly Place[] = [
	...once(gallery).map(({name, keys, state}) => ({
		name,
		keys,
		open: () => {
			const console = fakeConsole(state);
			const clock = fakeClock();
			const element = <App console={console} clock={clock} />;
			return {element, clock, actions: () => console.actions};
		},
	})),
	...once(edgeGallery).map(({name, keys, state}) => ({
		name: `edge: ${name}`,
		keys,
		open: () => {
			const console = fakeConsole<typeof state, {readonly type: string}>(state);
			const clock = fakeClock();
			const element = <EdgeApp console={console} clock={clock} />;
			return {element, clock, actions: () => console.actions};
		},
	})),
];

/** Both ways of a console to a person, so that each is at the same place. */
const arrive = async ({open, keys}: Place) => {
	const {element, clock, actions} = open();
	const screen = await renderScreen(element, {rows: 60});
	await screen.press(...keys);
	clock.pass(guardMs);
	const before = actions().length;
	const outcome = (): readonly string[] => [
		titleOf(screen.screen()),
		...actions()
			.slice(before)
			.map(({type}) => type)
			// Tools look by themselves, and at the line that has the cursor.
			.filter((type) => type !== 'tool.look'),
	];
	const place = (): string => [...outcome(), ...menuLines(screen.screen())].join('\n');
	const placeBefore = place();
	const [titleBefore] = outcome();
	return {
		...screen,
		outcome,
		isUntouched: () => outcome().join() === titleBefore,
		isUnmoved: () => place() === placeBefore,
	};
};

/** Wherever the cursor is, and while a number waits. A form may have the title of the list that it came from. */
const menuLines = (picture: string): readonly string[] =>
	picture
		.split('\n')
		.filter((row) => /^[> ] +\d+[ _]/.test(row))
		.map((row) => row.replace('>', ' ').replace('_', ' ').trimEnd());

const titleOf = (picture: string): string =>
	(picture.split('\n')[1] ?? '').replace(/^── (.*?) ─.*$/, '$1');

/** The lines of the menu, as they are read aloud there, and which of them has the cursor. */
const menuOf = async ({open, keys}: Place) => {
	const {send, news, close} = await speak(open().element);
	for (const key of keys) await send(spokenKeys[key] ?? `${key}\r`);
	// A question that must not be answered by haste hears nothing at first.
	await new Promise((resolve) => setTimeout(resolve, guardMs));
	news();
	await send('.l\r');
	const page = news();
	await close();
	const numbers = [...page.matchAll(/^[> ] (\d+) (?! )/gm)].map(([, number]) => Number(number));
	return {
		count: Math.max(0, ...numbers),
		cursor: Number(/^> (\d+)/m.exec(page)?.[1] ?? 1),
		asksText: /^> \d+ {2}/m.test(page),
	};
};

/** Keys of the gallery, where lines are answers. */
const spokenKeys: Readonly<Record<string, string>> = {
	'ctrl-c': '\x03',
	up: '\x1b[A',
	down: '\x1b[B',
};

/** What the keys led to. Digits are text where one is asked for. */
const outcomeOf = async (place: Place, keys: readonly string[], last: 'enter' | 'if it waits') => {
	const there = await arrive(place);
	await there.press(...keys);
	// A number that may go on, or a line that is to be read first, waits for Enter; arrows alone do nothing.
	if (last === 'enter') expect(there.isUntouched(), `${keys} did something`).toBe(true);
	if (last === 'enter' || there.isUnmoved()) await there.press('enter');
	const outcome = there.outcome();
	await there.close();
	return outcome;
};

/** The rest of a longer list is more of the same. */
const mostLines = 10;

const asked = new Set<string>();

test.each(places)('$name', async (place) => {
	const {count, cursor, asksText} = await menuOf(place);
	for (let line = 1; line <= (asksText ? count : Math.min(count, mostLines)); line++) {
		const arrow = line > cursor ? 'down' : 'up';
		const arrows = Array.from({length: Math.abs(line - cursor)}, () => arrow);
		const isArrowed = asksText ? line > count - 4 : [1, count].includes(line);
		const ways = [
			...(isArrowed ? [await outcomeOf(place, arrows, 'enter')] : []),
			...(asksText ? [] : [await outcomeOf(place, [...String(line)], 'if it waits')]),
		];
		const [outcome = []] = ways;
		for (const way of ways) expect(way, `line ${line}`).toEqual(outcome);
		for (const action of outcome.slice(1)) asked.add(action);
	}
});

test('what changes anything on a host was asked for on the way', () => {
	expect([...asked].sort()).toMatchInlineSnapshot(`
		[
		  "access.save",
		  "deploy.start",
		  "disk.choose",
		  "facts.refresh",
		  "failure.acknowledge",
		  "finding.accept",
		  "host.power",
		  "network.check",
		  "recert.rollback",
		  "run.cancel",
		  "run.retry",
		  "seed.read",
		  "site.import",
		  "tool.do",
		]
	`);
});
