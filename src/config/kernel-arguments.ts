/**
 * Kernel arguments: words as the kernel splits them (`next_arg` in lib/cmdline.c), and the `ibi.*` names
 * among them as settings. Only double quotes group; there are no escapes.
 */

import {InstallError} from '../errors.ts';
import {hintFault} from '../hardware/hint-expression.ts';
import {nearestName} from './faults.ts';
import {onSuccessValues} from './node-document.ts';
import type {Settings} from './settings.ts';

export type KernelArgument = {readonly name: string; readonly value?: string};

export type ParsedKernelArguments = {
	readonly settings: Partial<Settings>;
	/** Path of the configuration document (`ibi.config`). */
	readonly configFile?: string;
	/** What an unattended install is allowed, word by word; only `yes` allows. */
	readonly words: {readonly wipe?: string; readonly reinstall?: string};
	/** `ibi.*` names that mean nothing to us. */
	readonly warnings: readonly string[];
};

export const kernelArgumentNames = [
	'ibi.config',
	'ibi.disk',
	'ibi.on_success',
	'ibi.wipe',
	'ibi.reinstall',
] as const;

/** Splits a command line; quotes around a value, or around a whole word, are taken off. */
export const splitKernelArguments = (commandLine: string): readonly KernelArgument[] =>
	words(commandLine).map(argumentOf);

/** The last of equal names wins. Throws CONFIG_INVALID with every bad value. */
export const parseKernelArguments = (commandLine: string): ParsedKernelArguments => {
	const ours = splitKernelArguments(commandLine).filter(({name}) => name.startsWith('ibi.'));
	const last = new Map(ours.map(({name, value}) => [name, value]));
	const faults: string[] = [];
	const read = <Value>(name: ArgumentName, parse: Parse<Value>): Value | undefined => {
		const parsed = last.has(name) ? parse(last.get(name) ?? '') : undefined;
		if (parsed?.fault !== undefined) {
			faults.push(`${name}: ${parsed.fault}`);
		}
		return parsed?.value;
	};
	const installationDisk = read('ibi.disk', parseDisk);
	const onSuccess = read('ibi.on_success', parseOnSuccess);
	const configFile = read('ibi.config', parseConfigFile);
	if (faults.length > 0) {
		throw new InstallError('CONFIG_INVALID', {source: 'the kernel arguments', faults});
	}
	return {
		settings: {
			...(installationDisk !== undefined && {installationDisk}),
			...(onSuccess !== undefined && {onSuccess}),
		},
		...(configFile !== undefined && {configFile}),
		words: {
			...wordOf('wipe', last),
			...wordOf('reinstall', last),
		},
		warnings: unknownNames([...last.keys()]),
	};
};

type ArgumentName = (typeof kernelArgumentNames)[number];

type Parse<Value> = (text: string) => {readonly value?: Value; readonly fault?: string};

const wordOf = (
	name: 'wipe' | 'reinstall',
	given: ReadonlyMap<string, string | undefined>,
): {readonly [key in typeof name]?: string} => {
	const word = given.get(`ibi.${name}`);
	return word === undefined ? {} : {[name]: word};
};

const parseDisk: Parse<string> = (text) =>
	/^(\/|serial:.|wwn:.|hint:.)/.test(text)
		? faultOr(text, hintFault(text))
		: {fault: 'needed a path below /dev/disk/by-id, serial:…, wwn:… or hint:…'};

const faultOr = (value: string, fault: string | undefined): ReturnType<Parse<string>> =>
	fault === undefined ? {value} : {fault};

const parseOnSuccess: Parse<Settings['onSuccess']> = (text) => {
	const value = onSuccessValues.find((known) => known === text);
	return value === undefined ? {fault: `needed one of ${onSuccessValues.join(', ')}`} : {value};
};

/** Other places may carry a password in their address, so the text is not repeated. */
const parseConfigFile: Parse<string> = (text) => {
	const path = /^file:(?:\/\/)?(\/.*)$/.exec(text)?.[1];
	return path === undefined
		? {fault: 'needed file:/path; nothing else is read yet'}
		: {value: path};
};

const unknownNames = (names: readonly string[]): readonly string[] =>
	names
		.filter((name) => !(kernelArgumentNames as readonly string[]).includes(name))
		.map((name) => {
			const nearest = nearestName(name, kernelArgumentNames);
			const advice = nearest === undefined ? '' : `; did you mean ${nearest}?`;
			return `The kernel argument ${name} is not known and has no effect${advice}`;
		});

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
