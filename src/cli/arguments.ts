/** The command line as data: what was asked for, or a clear refusal. Pure. */
import {parseArgs} from 'node:util';
import {nearestName} from '../config/faults.ts';
import type {Settings} from '../config/settings.ts';
import type {UnattendedWords} from '../engine/session.ts';
import {InstallError} from '../errors.ts';

export type OutputFormat = 'text' | 'json';

export type Common = {
	readonly configFile?: string;
	readonly flags: Partial<Settings>;
	readonly format: OutputFormat;
	/** Where the journal lies while the installation disk cannot hold it. */
	readonly stateDirectory: string;
};

export type Invocation =
	| {readonly command: 'help'}
	| {readonly command: 'version'}
	| (Common & {readonly command: 'console'})
	| (Common & {readonly command: 'auto'; readonly words: UnattendedWords})
	| (Common & {readonly command: 'resume'})
	| (Common & {readonly command: 'dry-run'})
	| (Common & {readonly command: 'facts'})
	| (Common & {readonly command: 'wipe'; readonly confirmation?: string});

export const defaultStateDirectory = '/run/ibi-console';

const commands = ['install', 'wipe', 'facts', 'help'] as const;

const options = {
	config: {type: 'string'},
	mode: {type: 'string'},
	wipe: {type: 'string'},
	reinstall: {type: 'string'},
	disk: {type: 'string'},
	confirm: {type: 'string'},
	'on-success': {type: 'string'},
	format: {type: 'string'},
	state: {type: 'string'},
	'dry-run': {type: 'boolean'},
	resume: {type: 'boolean'},
	help: {type: 'boolean', short: 'h'},
	version: {type: 'boolean'},
} as const;

/** @throws InstallError USAGE */
export const parseInvocation = (argv: readonly string[]): Invocation => {
	const {values, positionals} = parse(argv);
	const [name = 'install', ...rest] = positionals;
	if (values.version) {
		return {command: 'version'};
	}
	if (values.help || name === 'help') {
		return {command: 'help'};
	}
	if (rest.length > 0) {
		throw usage(`${rest[0]} is one word too many`);
	}
	const common = commonOf(values);
	switch (name) {
		case 'install':
			return installOf(values, common);
		case 'facts':
			return {command: 'facts', ...common};
		case 'wipe':
			return {
				command: 'wipe',
				...common,
				...(values.confirm !== undefined && {confirmation: values.confirm}),
			};
		default:
			throw usage(`there is no command ${name}${suggestion(name, commands)}`);
	}
};

type Values = ReturnType<typeof parse>['values'];

const parse = (argv: readonly string[]) => {
	try {
		return parseArgs({args: [...argv], options, allowPositionals: true, strict: true});
	} catch (cause) {
		const unknownName = /option '--([^'=]+)/.exec(String(cause))?.[1];
		const reason = cause instanceof Error ? (cause.message.split(/\. |\n/)[0] ?? '') : '';
		throw usage(`${reason}${unknownName ? suggestion(unknownName, Object.keys(options)) : ''}`);
	}
};

const installOf = (values: Values, common: Common): Invocation => {
	if (values['dry-run']) {
		return {command: 'dry-run', ...common};
	}
	if (values.resume) {
		return {command: 'resume', ...common};
	}
	const mode = oneOf('mode', values.mode ?? 'interactive', ['interactive', 'auto']);
	return mode === 'interactive'
		? {command: 'console', ...common}
		: {
				command: 'auto',
				...common,
				words: {
					...(values.wipe !== undefined && {wipe: values.wipe}),
					...(values.reinstall !== undefined && {reinstall: values.reinstall}),
				},
			};
};

const commonOf = (values: Values): Common => ({
	...(values.config !== undefined && {configFile: values.config}),
	format: oneOf('format', values.format ?? 'text', ['text', 'json']),
	stateDirectory: values.state ?? defaultStateDirectory,
	flags: {
		...(values.disk !== undefined && {installationDisk: values.disk}),
		...(values['on-success'] !== undefined && {
			onSuccess: oneOf('on-success', values['on-success'], ['stay', 'reboot', 'poweroff']),
		}),
	},
});

const oneOf = <Word extends string>(
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

const suggestion = (name: string, accepted: readonly string[]): string => {
	const nearest = nearestName(name, accepted);
	return nearest === undefined ? '' : `; did you mean ${nearest}?`;
};

const usage = (what: string): InstallError => new InstallError('USAGE', {what});
