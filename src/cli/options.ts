/** The options of the command line, as Node reads them, and the refusals that all commands share. Pure. */
import {parseArgs} from 'node:util';
import {nearestName} from '../config/faults.ts';
import {InstallError} from '../errors.ts';
import {
	type CommandName,
	type CommandWords,
	commandNames,
	commandWords,
	optionsOfCommand,
} from '../words/commands.ts';

export const options = {
	config: {type: 'string'},
	mode: {type: 'string'},
	wipe: {type: 'string'},
	reinstall: {type: 'string'},
	disk: {type: 'string'},
	confirm: {type: 'string'},
	'on-success': {type: 'string'},
	format: {type: 'string'},
	json: {type: 'boolean'},
	state: {type: 'string'},
	name: {type: 'string'},
	ui: {type: 'string'},
	'line-speed': {type: 'string'},
	dir: {type: 'string'},
	identity: {type: 'string'},
	seed: {type: 'string'},
	facts: {type: 'string'},
	fleet: {type: 'string'},
	'base-iso': {type: 'string'},
	'base-iso-sha256': {type: 'string'},
	karg: {type: 'string', multiple: true},
	runtime: {type: 'string'},
	'with-seed': {type: 'boolean'},
	'with-images': {type: 'boolean'},
	'images-from': {type: 'string'},
	'network-boot': {type: 'boolean'},
	by: {type: 'string'},
	unattended: {type: 'boolean'},
	'dry-run': {type: 'boolean'},
	resume: {type: 'boolean'},
	lines: {type: 'string'},
	speed: {type: 'string'},
	help: {type: 'boolean', short: 'h'},
	version: {type: 'boolean'},
} as const;

export type Values = ReturnType<typeof parse>['values'];

/** @throws InstallError USAGE */
export const parse = (argv: readonly string[]) => {
	try {
		return parseArgs({args: [...argv], options, allowPositionals: true, strict: true});
	} catch (cause) {
		const unknownName = /^Unknown option '--([^'=]+)/.exec(messageOf(cause))?.[1];
		if (unknownName === undefined) {
			throw usage(messageOf(cause).split(/\. |\n/)[0] ?? '');
		}
		const loose = parseArgs({args: [...argv], options, allowPositionals: true, strict: false});
		throw notTaken(unknownName, loose.positionals);
	}
};

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : '');

/** Options of other commands are refused, since they would be taken in silence. @throws InstallError USAGE */
export const requireTaken = (values: Values, positionals: readonly string[]): void => {
	const [name = 'install', word] = positionals;
	const command = commandNames.find((known) => known === name);
	if (command === undefined) {
		return;
	}
	const taken: readonly string[] = [...optionsOfCommand(command, word), ...everywhere];
	const other = Object.keys(values).find((option) => !taken.includes(option));
	if (other !== undefined) {
		throw notTaken(other, positionals);
	}
};

const everywhere = ['help', 'version'];

const notTaken = (option: string, positionals: readonly string[]): InstallError => {
	const [name = 'install', word] = positionals;
	const command = commandNames.find((known) => known === name);
	if (command === undefined) {
		return usage(`there is no option --${option}${suggestion(option, Object.keys(options))}`);
	}
	const whose = wordsOf(command).includes(word ?? '') ? `${name} ${word}` : name;
	const nearest = suggestion(option, optionsOfCommand(command, word));
	const others = commandNames.flatMap((one) => ownersOf(option, one));
	const belongs = others.length === 0 ? '' : `; it belongs to ${others.join(', ')}`;
	return usage(`${whose} has no option --${option}${belongs || nearest}`);
};

/** As `create image`, where only that has it. */
const ownersOf = (option: string, command: CommandName): readonly string[] => {
	const has = (names: readonly string[]): boolean => names.includes(option);
	const {options: shared, optionsOf = {}}: CommandWords = commandWords[command];
	return has(shared)
		? [command]
		: Object.entries(optionsOf).flatMap(([of, names]) => (has(names) ? [`${command} ${of}`] : []));
};

const wordsOf = (name: CommandName): readonly string[] => {
	const {words}: CommandWords = commandWords[name];
	return Array.isArray(words) ? words : [];
};

/** The word after a command. */
export const oneOfWords = <Word extends string>(
	command: string,
	word: string | undefined,
	accepted: readonly Word[],
): Word => {
	const found = accepted.find((known) => known === word);
	if (found === undefined) {
		throw usage(`${command} takes ${accepted.join(' or ')}, not ${word ?? 'nothing'}`);
	}
	return found;
};

/** The value of an option. */
export const oneOf = <Word extends string>(
	option: string,
	value: string,
	accepted: readonly Word[],
): Word => {
	const found = accepted.find((word) => word === value);
	if (found === undefined) {
		throw usage(`--${option} takes ${accepted.join(' or ')}, not ${value}`);
	}
	return found;
};

export const suggestion = (name: string, accepted: readonly string[]): string => {
	const nearest = nearestName(name, accepted);
	return nearest === undefined ? '' : `; did you mean ${nearest}?`;
};

export const usage = (what: string): InstallError => new InstallError('USAGE', {what});
