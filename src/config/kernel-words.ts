/**
 * A kernel command line as words, split as the kernel does it (`next_arg` in lib/cmdline.c): only double quotes
 * group, there are no escapes. Pure.
 */
export type KernelArgument = {readonly name: string; readonly value?: string};

/** Quotes around a value, or around a whole word, are taken off. */
export const splitKernelArguments = (commandLine: string): readonly KernelArgument[] =>
	words(commandLine).map(argumentOf);

/** A quote toggles, also within a word; white space outside quotes ends the word. */
const words = (commandLine: string): readonly string[] =>
	commandLine.match(/(?:"[^"]*(?:"|$)|[^\s"])+/g) ?? [];

const argumentOf = (word: string): KernelArgument => {
	const isQuotedWhole = word.startsWith('"');
	const bare = isQuotedWhole ? withoutEndQuote(word.slice(1)) : word;
	const equals = bare.indexOf('=');
	if (equals < 0) {
		return {name: bare};
	}
	const value = bare.slice(equals + 1);
	return {
		name: bare.slice(0, equals),
		value: value.startsWith('"') ? withoutEndQuote(value.slice(1)) : value,
	};
};

const withoutEndQuote = (text: string): string => (text.endsWith('"') ? text.slice(0, -1) : text);
