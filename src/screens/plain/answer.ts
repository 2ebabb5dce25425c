/**
 * What a whole line means where lines are answers, as keys for the screens. In a text field a line is its text; one
 * that begins with a dot is a command there, and two dots stand for one. Pure.
 */
import type {Key} from '../terminal/keys.ts';

/** `again`: the page is wanted once more. */
export type Answer = readonly Key[] | 'again' | 'not-understood';

export const readAnswer = (line: string, isField: boolean): Answer => {
	// The dot does no harm where none is needed.
	if (!isField) return readCommand(line.trim().replace(/^\./, ''));
	if (line === '') return [enter];
	if (line.startsWith('..')) return entered(line.slice(1));
	if (line === '.-') return entered('');
	return line.startsWith('.') ? readCommand(line.slice(1).trim()) : entered(line);
};

const readCommand = (line: string): Answer => {
	if (line === '') return [enter];
	const [, verb = '', digits = ''] = /^([dD]?)\s*([1-9]\d{0,2})$/.exec(line) ?? [];
	if (digits !== '') return [{name: verb === '' ? 'choice' : 'look', number: Number(digits)}];
	if (line.length > 1) return 'not-understood';
	return readLetter(line.toLowerCase());
};

const readLetter = (letter: string): Answer => {
	switch (letter) {
		case 'l':
			return 'again';
		case 'n':
			return [{name: 'pagedown'}];
		case 'p':
			return [{name: 'pageup'}];
		default:
			return [{name: 'text', text: letter}];
	}
};

const enter: Key = {name: 'enter'};

const entered = (text: string): Answer => [{name: 'entry', text}, enter];
