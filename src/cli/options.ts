/** The options of the command line, as Node reads them, and the refusals that all commands share. Pure. */
import {parseArgs} from 'node:util';
import {nearestName} from '../config/faults.ts';
import {InstallError} from '../errors.ts';

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
	'network-boot': {type: 'boolean'},
	by: {type: 'string'},
	unattended: {type: 'boolean'},
	'dry-run': {type: 'boolean'},
	resume: {type: 'boolean'},
	help: {type: 'boolean', short: 'h'},
	version: {type: 'boolean'},
} as const;

export type Values = ReturnType<typeof parse>['values'];

/** @throws InstallError USAGE */
export const parse = (argv: readonly string[]) => {
	try {
		return parseArgs({args: [...argv], options, allowPositionals: true, strict: true});
	} catch (cause) {
		const unknownName = /option '--([^'=]+)/.exec(String(cause))?.[1];
		const reason = cause instanceof Error ? (cause.message.split(/\. |\n/)[0] ?? '') : '';
		throw usage(`${reason}${unknownName ? suggestion(unknownName, Object.keys(options)) : ''}`);
	}
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
