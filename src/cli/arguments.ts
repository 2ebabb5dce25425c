/** The command line as data: what was asked for, or a clear refusal. Pure. */
import type {Settings} from '../config/settings.ts';
import type {Deployer} from '../engine/edge/session.ts';
import type {UnattendedWords} from '../engine/session.ts';
import {type CommandName, commandNames} from '../words/commands.ts';
import type {Shell} from './completion.ts';
import {
	type EvidenceWords,
	evidenceWordsOf,
	type ReplayWords,
	replayWordsOf,
} from './evidence-words.ts';
import {type ImageWords, imageWordsOf} from './image-words.ts';
import {oneOf, oneOfWords, parse, requireTaken, suggestion, usage, type Values} from './options.ts';
import type {HostWords} from './recorded-host.ts';
import type {TerminalWords} from './terminal-facts.ts';

export type OutputFormat = 'text' | 'json';

export type Common = {
	readonly configFile?: string;
	readonly flags: Partial<Settings>;
	readonly format: OutputFormat;
	/** Where the journal lies while the installation disk cannot hold it. */
	readonly stateDirectory: string;
};

/** The work at the edge. */
export type Deploying = {
	/** On the disk of the installed system, where it outlives a restart. */
	readonly stateDirectory: string;
	readonly format: OutputFormat;
	readonly by: Deployer;
};

/** `engine` serves consoles and asks them; `attach` is a console that never has an engine of its own. */
export type DeployMode = (typeof deployModes)[number];

const deployModes = ['interactive', 'auto', 'engine', 'attach'] as const;

export type Invocation =
	/** Of one command, or of all. */
	| {readonly command: 'help'; readonly of?: CommandName; readonly word?: string}
	| {readonly command: 'completion'; readonly shell: Shell}
	| (HostWords & {readonly command: 'match'; readonly format: OutputFormat})
	| (HostWords & {
			readonly command: 'rehearse';
			readonly seedImage?: string;
			readonly format: OutputFormat;
	  })
	| {readonly command: 'version'}
	| (Common & {readonly command: 'console'; readonly terminal: TerminalWords})
	| (Common & {readonly command: 'auto'; readonly words: UnattendedWords})
	/** Serves consoles over a socket in the state directory. */
	| (Common & {readonly command: 'engine'})
	/** Joins such an engine. The name is what people call this console. */
	| (Common & {
			readonly command: 'attach';
			readonly name?: string;
			readonly terminal: TerminalWords;
	  })
	| (Deploying & {
			readonly command: 'deploy';
			readonly mode: DeployMode;
			readonly name?: string;
			readonly terminal: TerminalWords;
	  })
	| (EvidenceWords & {readonly command: 'evidence'; readonly format: OutputFormat})
	| (ReplayWords & {
			readonly command: 'replay';
			readonly format: OutputFormat;
			readonly terminal: TerminalWords;
	  })
	/** What a photo card says. */
	| {readonly command: 'decode'; readonly text: string; readonly format: OutputFormat}
	/** What an error code means. */
	| {readonly command: 'explain'; readonly code: string; readonly format: OutputFormat}
	| (Common & {readonly command: 'resume'})
	| (Common & {readonly command: 'dry-run'})
	| (Common & {readonly command: 'facts'})
	| (Common & {readonly command: 'wipe'; readonly confirmation?: string})
	| {
			readonly command: 'create';
			readonly target: CreateTarget;
			readonly directory: string;
			readonly identityDirectory?: string;
			readonly seedImage?: string;
			/** The list of sites; each gets a directory below `directory`. */
			readonly fleetFile?: string;
			readonly format: OutputFormat;
	  }
	| (ImageWords & {readonly command: 'create-image'; readonly format: OutputFormat})
	| {readonly command: 'inspect'; readonly path: string; readonly format: OutputFormat}
	| {
			readonly command: 'validate';
			readonly paths: readonly string[];
			readonly format: OutputFormat;
	  };

/** What is made on a workstation, beside the installation ISO. */
export type CreateTarget = Exclude<(typeof createTargets)[number], 'image'>;

const createTargets = [
	'config-template',
	'config-image',
	'image-config-template',
	'image',
] as const;

export const defaultStateDirectory = '/run/ibi-console';

export const defaultDeployDirectory = '/var/lib/ibi-console/deploy';

/** @throws InstallError USAGE */
export const parseInvocation = (argv: readonly string[]): Invocation => {
	const {values, positionals} = parse(argv);
	const [name = 'install', ...words] = positionals;
	if (values.version) {
		return {command: 'version'};
	}
	if (values.help) {
		return helpOf(name === 'help' ? words : positionals);
	}
	requireTaken(values, positionals);
	if (name === 'help') {
		return helpOf(words);
	}
	if (name === 'decode') {
		const text = needed(words.join(' ') || undefined, 'decode needs the code of a photo card');
		return {command: 'decode', text, format: commonOf(values).format};
	}
	if (name === 'validate') {
		return validateOf(words, commonOf(values));
	}
	const takesWord = commandsWithWord.includes(name);
	const [word, ...rest] = takesWord ? words : [undefined, ...words];
	if (rest.length > 0) {
		throw usage(`${rest[0]} is one word too many`);
	}
	const common = commonOf(values);
	switch (name) {
		case 'install':
			return installOf(values, common);
		case 'deploy':
			return deployOf(values, common);
		case 'engine':
			return {command: 'engine', ...common};
		case 'attach':
			return {
				command: 'attach',
				...common,
				terminal: terminalOf(values),
				...(values.name !== undefined && {name: values.name}),
			};
		case 'facts':
			return {command: 'facts', ...common};
		case 'wipe':
			return {
				command: 'wipe',
				...common,
				...(values.confirm !== undefined && {confirmation: values.confirm}),
			};
		case 'create':
			return createOf(values, common, word);
		case 'inspect':
			return {
				command: 'inspect',
				path: needed(word, 'inspect needs the path of an ISO'),
				format: common.format,
			};
		case 'evidence':
			return {command: 'evidence', ...evidenceWordsOf(values, word), format: common.format};
		case 'replay':
			return {
				command: 'replay',
				...replayWordsOf(values, needed(word, 'replay needs the path of a bundle or a journal')),
				format: common.format,
				terminal: terminalOf(values),
			};
		case 'explain':
			return {
				command: 'explain',
				code: needed(word, 'explain needs an error code').toUpperCase(),
				format: common.format,
			};
		case 'match':
			return {command: 'match', ...hostWordsOf(values, common), format: common.format};
		case 'rehearse':
			return {
				command: 'rehearse',
				...hostWordsOf(values, common),
				...(values.seed !== undefined && {seedImage: values.seed}),
				format: common.format,
			};
		case 'completion':
			return {command: 'completion', shell: oneOfWords('completion', word, ['bash', 'zsh'])};
		default:
			throw usage(`there is no command ${name}${suggestion(name, commandNames)}`);
	}
};

const helpOf = ([name, word]: readonly string[]): Invocation => {
	const of = commandNames.find((known) => known === name);
	return {
		command: 'help',
		...(of !== undefined && {of}),
		...(of !== undefined && word !== undefined && {word}),
	};
};

const commandsWithWord: readonly string[] = [
	'evidence',
	'replay',
	'create',
	'inspect',
	'explain',
	'completion',
];

const needed = (word: string | undefined, refusal: string): string => {
	if (word === undefined) {
		throw usage(refusal);
	}
	return word;
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
		? {command: 'console', ...common, terminal: terminalOf(values)}
		: {
				command: 'auto',
				...common,
				words: {
					...(values.wipe !== undefined && {wipe: values.wipe}),
					...(values.reinstall !== undefined && {reinstall: values.reinstall}),
				},
			};
};

const deployOf = (values: Values, {format}: Common): Invocation => {
	const mode = oneOf('mode', values.mode ?? 'interactive', deployModes);
	return {
		command: 'deploy',
		mode: values.unattended ? 'auto' : mode,
		by: oneOf('by', values.by ?? 'ibi-console', ['ibi-console', 'lca-cli']),
		format,
		stateDirectory: values.state ?? defaultDeployDirectory,
		terminal: terminalOf(values),
		...(values.name !== undefined && {name: values.name}),
	};
};

const terminalOf = ({ui, 'line-speed': speed}: Values): TerminalWords => {
	if (speed !== undefined && !/^[1-9]\d{1,6}$/.test(speed)) {
		throw usage(`--line-speed takes a number of baud, as 9600, not ${speed}`);
	}
	return {
		...(ui !== undefined && {ui: oneOf('ui', ui, ['rich', 'basic', 'plain'])}),
		...(speed !== undefined && {lineSpeedBaud: Number(speed)}),
	};
};

const validateOf = (paths: readonly string[], {format}: Common): Invocation => {
	if (paths.length === 0) {
		throw usage('validate needs the paths of files');
	}
	return {command: 'validate', paths, format};
};

const createOf = (values: Values, {format}: Common, word: string | undefined): Invocation => {
	const target = createTargets.find((known) => known === word);
	if (target === undefined) {
		const hint = suggestion(word ?? '', createTargets);
		throw usage(`create makes ${createTargets.join(', ')}, not ${word ?? 'nothing'}${hint}`);
	}
	if (target === 'image') {
		return {command: 'create-image', ...imageWordsOf(values), format};
	}
	return {
		command: 'create',
		target,
		directory: values.dir ?? '.',
		...(values.identity !== undefined && {identityDirectory: values.identity}),
		...(values.seed !== undefined && {seedImage: values.seed}),
		...(values.fleet !== undefined && {fleetFile: values.fleet}),
		format,
	};
};

const hostWordsOf = (values: Values, {configFile, flags}: Common): HostWords => {
	if (values.facts === undefined) {
		throw usage('--facts FILE is needed: what ibi-console facts printed on the host');
	}
	return {
		factsFile: values.facts,
		...(configFile !== undefined && {configFile}),
		directory: values.dir ?? '.',
		flags,
		kargs: values.karg ?? [],
	};
};

const commonOf = (values: Values): Common => ({
	...(values.config !== undefined && {configFile: values.config}),
	format: values.json ? 'json' : oneOf('format', values.format ?? 'text', ['text', 'json']),
	stateDirectory: values.state ?? defaultStateDirectory,
	flags: {
		...(values.disk !== undefined && {installationDisk: values.disk}),
		...(values['on-success'] !== undefined && {
			onSuccess: oneOf('on-success', values['on-success'], ['stay', 'reboot', 'poweroff']),
		}),
	},
});
