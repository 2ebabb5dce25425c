/** The line under a person's hands where a line is an answer: its echo, its prompt, and what it means for the screens. */
import type {ScreenWords} from '../../words/screens.ts';
import type {Accepted} from '../terminal/keyboard.tsx';
import type {Key} from '../terminal/keys.ts';
import {readAnswer} from './answer.ts';
import {shown, typeKey} from './typing.ts';

export type LineInput = {
	/** Resolves when the screens have taken what it meant to what it led to. True at the end of a line. */
	readonly press: (key: Key) => Promise<boolean>;
	readonly forget: () => void;
	readonly isTyping: () => boolean;
	/** What is wanted, and what was typed of it so far. */
	readonly prompt: () => string;
};

export type LineInputOptions = {
	readonly words: ScreenWords['plain'];
	/** Resolves, when what a key changed is drawn, to whether anybody took it. */
	readonly dispatch: (key: Key) => Promise<boolean>;
	readonly accepted: () => Accepted | undefined;
	readonly put: (text: string) => void;
	/** The page is wanted once more. */
	readonly sayAgain: () => void;
};

export const createLineInput = (options: LineInputOptions): LineInput => {
	const {words, dispatch, accepted, put, sayAgain} = options;
	let typed = '';
	/** Lines so far of a text that has several. */
	let collected: readonly string[] | undefined;

	const isSecret = (): boolean => accepted()?.isSecret ?? false;

	const collect = (lines: readonly string[]): void => {
		collected = [...(collected ?? []), ...lines];
	};

	const take = async (keys: readonly Key[]): Promise<void> => {
		let isTaken = false;
		for (const key of keys) isTaken = (await dispatch(key)) || isTaken;
		if (!isTaken) put(`${words.notUnderstood}\n`);
	};

	const answer = async (line: string): Promise<void> => {
		const kind = accepted()?.kind;
		if (kind === 'lines' && isPartOfText(line, collected)) {
			collect([line]);
			return;
		}
		const text = collected;
		collected = undefined;
		if (text !== undefined) {
			await take([{name: 'entry', text: text.join('\n')}, {name: 'enter'}]);
			return;
		}
		const read = readAnswer(line === '.' ? '' : line, kind !== undefined);
		if (read === 'again') sayAgain();
		else if (read === 'not-understood') put(`${words.notUnderstood}\n`);
		else await take(read);
	};

	const pasteLines = (text: string): void => {
		const lines = `${typed}${text}`.replaceAll(/\r\n?/g, '\n').split('\n');
		typed = lines.at(-1) ?? '';
		if (lines.length > 1) collect(lines.slice(0, -1));
		put(shown(text.replaceAll(/\s+/g, ' '), isSecret()));
	};

	const type = async (key: Key): Promise<void> => {
		const typing = typeKey(typed, key, isSecret());
		if (typing === undefined) await dispatch(key);
		typed = typing?.text ?? typed;
		put(typing?.echo ?? '');
	};

	return {
		press: async (key) => {
			const kind = accepted()?.kind;
			if (kind === 'key') await dispatch(key);
			else if (key.name === 'enter') {
				const line = typed;
				typed = '';
				put('\n');
				await answer(line);
				return true;
			} else if (key.name === 'paste' && kind === 'lines') pasteLines(key.text);
			else await type(key);
			return false;
		},
		forget: () => {
			typed = '';
			collected = undefined;
		},
		isTyping: () => typed !== '',
		prompt: () =>
			`${collected === undefined ? promptOf(accepted(), words) : ''}${shown(typed, isSecret())}`,
	};
};

const promptOf = (accepted: Accepted | undefined, {prompts}: ScreenWords['plain']): string => {
	switch (accepted?.kind) {
		case undefined:
			return prompts.number;
		case 'text':
			return prompts.text;
		case 'lines':
			return prompts.lines;
		case 'key':
			return '';
	}
};

/** A text of several lines begins with one that is no command, and ends with a line of one dot. */
const isPartOfText = (line: string, collected: readonly string[] | undefined): boolean =>
	collected === undefined ? line !== '' && !line.startsWith('.') : line !== '.';
