/**
 * Every key of the console and what it means, in one table; the footers and the help screen are made of it.
 * Whatever has a letter or Esc here can also be reached by digits, arrows and Enter.
 */
import type {Key} from './terminal/keys.ts';

export type Command =
	| 'up'
	| 'down'
	| 'previous'
	| 'next'
	| 'first'
	| 'last'
	| 'take'
	| 'back'
	| 'help'
	| 'more'
	| 'leave';

type Binding = {
	readonly command: Command;
	/** How a key is told on the screen; the same in every language, as it is printed on the keyboard. */
	readonly keys: readonly string[];
	readonly matches: (key: Key) => boolean;
};

const named =
	(...names: readonly Key['name'][]) =>
	(key: Key): boolean =>
		names.includes(key.name);

const typed =
	(...texts: readonly string[]) =>
	(key: Key): boolean =>
		key.name === 'text' && texts.includes(key.text);

const either =
	(...tests: readonly ((key: Key) => boolean)[]) =>
	(key: Key): boolean =>
		tests.some((test) => test(key));

export const bindings: readonly Binding[] = [
	{command: 'up', keys: ['Up'], matches: named('up', 'backtab')},
	{command: 'down', keys: ['Down'], matches: named('down', 'tab')},
	{command: 'previous', keys: ['Left', 'PgUp'], matches: named('left', 'pageup')},
	{command: 'next', keys: ['Right', 'PgDn'], matches: named('right', 'pagedown')},
	{command: 'first', keys: ['Home'], matches: named('home')},
	{command: 'last', keys: ['End'], matches: named('end')},
	{command: 'take', keys: ['Enter'], matches: named('enter')},
	{command: 'back', keys: ['b', 'Esc'], matches: either(named('escape'), typed('b', 'B'))},
	{command: 'help', keys: ['?', 'F1'], matches: either(named('f1'), typed('?'))},
	{command: 'more', keys: ['0'], matches: typed('0')},
	{
		command: 'leave',
		keys: ['Ctrl-C'],
		matches: (key) => key.name === 'control' && key.letter === 'c',
	},
];

export const commandOf = (key: Key): Command | undefined =>
	bindings.find(({matches}) => matches(key))?.command;

export const digitOf = (key: Key): number | undefined =>
	key.name === 'text' && /^\d$/.test(key.text) ? Number(key.text) : undefined;

export const choiceOf = (
	key: Key,
): {readonly number: number; readonly isTaken: boolean} | undefined =>
	key.name === 'choice' || key.name === 'look'
		? {number: key.number, isTaken: key.name === 'choice'}
		: undefined;

export type Hint =
	| 'move'
	| 'scroll'
	| 'close'
	| 'take'
	| 'number'
	| 'page'
	| 'back'
	| 'more'
	| 'type'
	| 'leave';

/** What the footer shows for a hint; its words are in the catalogue under the same name. */
export const hintKeys: Readonly<Record<Hint, string>> = {
	move: keysOf('up', 'down'),
	scroll: keysOf('up', 'down'),
	close: keysOf('take'),
	take: keysOf('take'),
	number: '1-9',
	page: keysOf('previous', 'next'),
	back: keysOf('back'),
	more: keysOf('more'),
	type: 'A-Z 0-9',
	leave: keysOf('leave'),
};

function keysOf(...commands: readonly Command[]): string {
	return commands
		.map((command) => bindings.find((binding) => binding.command === command)?.keys[0])
		.join('/');
}
