/**
 * Complete escape sequences to keys. What is not a key (a cursor report, device attributes, focus, mouse,
 * an unknown or damaged sequence) gives none, so that a terminal's answer is never taken for typing.
 */
import {keypadText, letteredKeys, numberedKeys, rxvtArrows} from './key-tables.ts';
import type {Key, KeyName} from './keys.ts';

type Modifiers = {readonly shift?: true; readonly alt?: true; readonly ctrl?: true};

export const namedKey = (name: KeyName, modifiers: Modifiers = {}): Key => ({name, ...modifiers});

/** A sequence `CSI parameters final`. */
export const keysOfCsi = (parameters: string, final: string, isAlt: boolean): readonly Key[] => {
	const alt = isAlt ? alted : {};
	if (final in rxvtFinals) return numbered(parameters, {...alt, ...rxvtFinals[final]});
	if (final in rxvtArrows && parameters === '')
		return named(rxvtArrows[final], {...alt, ...shifted});
	return named(letteredName(parameters, final), {...alt, ...modifiersOf(parameters)});
};

/** A sequence `SS3 parameters final`; old xterms put the modifier alone in the parameters. */
export const keysOfSs3 = (parameters: string, final: string, isAlt: boolean): readonly Key[] => {
	const alt = isAlt ? alted : {};
	if (final in rxvtArrows) return named(rxvtArrows[final], {...alt, ctrl: true});
	if (final === 'M') return named('enter', alt);
	if (final === 'I') return named('tab', alt);
	const text = keypadText[final];
	if (text !== undefined) return [{name: 'text', text}];
	const modifier = parameters.includes(';') ? parameters : `1;${parameters}`;
	return named(letteredKeys[final], {...alt, ...modifiersOf(modifier)});
};

const shifted = {shift: true} as const;
const alted = {alt: true} as const;

const rxvtFinals: Readonly<Record<string, Modifiers>> = {
	'~': {},
	$: shifted,
	'^': {ctrl: true},
	'@': {ctrl: true, shift: true},
};

const numbered = (parameters: string, modifiers: Modifiers): readonly Key[] => {
	if (!/^\d+(?:;\d+)?$/.test(parameters)) return [];
	const [number = ''] = parameters.split(';');
	return named(numberedKeys[number], {...modifiers, ...modifiersOf(parameters)});
};

// `CSI row ; column R` is a cursor report; a modified F3 looks the same and has to yield.
const letteredName = (parameters: string, final: string): KeyName | undefined => {
	if (final === 'R' && parameters !== '') return;
	return /^(?:1?|1;\d+)$/.test(parameters) ? letteredKeys[final] : undefined;
};

const named = (name: KeyName | undefined, modifiers: Modifiers): readonly Key[] =>
	name === undefined ? [] : [namedKey(name, modifiers)];

const modifiersOf = (parameters: string): Modifiers => {
	const bits = Number(parameters.split(';')[1] || 1) - 1;
	return {
		...(bits & 1 ? shifted : {}),
		...(bits & 2 ? alted : {}),
		...(bits & 4 ? {ctrl: true} : {}),
	};
};
