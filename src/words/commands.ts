/**
 * Every command and every option in words, as one table: the help of a command and the completion of a shell are
 * made from it. A test keeps it in step with what the command line accepts.
 */

export type OptionWords = {
	/** What follows it; absent for a switch. */
	readonly value?: 'FILE' | 'DIR' | 'TEXT' | readonly string[];
	readonly text: string;
};

export type CommandWords = {
	/** What follows the name. */
	readonly words?: 'FILE...' | 'FILE' | 'ISO' | 'CODE' | readonly string[];
	readonly text: string;
	readonly options: readonly OptionName[];
	/** Those that only one of `words` takes. */
	readonly optionsOf?: Readonly<Record<string, readonly OptionName[]>>;
	readonly examples: readonly string[];
};

export type OptionName = keyof typeof optionWords;

export const optionWords = {
	config: {value: 'FILE', text: 'the configuration of the host'},
	mode: {
		value: ['interactive', 'auto', 'engine', 'attach'],
		text: 'auto asks nothing; engine and attach: of deploy',
	},
	wipe: {value: ['yes'], text: 'consent: without it auto never writes to a disk'},
	reinstall: {value: ['yes'], text: 'auto: wipe even a disk with a finished install'},
	disk: {value: 'TEXT', text: '/dev/disk/by-id/..., serial:..., wwn:... or hint:...'},
	confirm: {value: 'TEXT', text: 'the id of the disk that is asked for'},
	'on-success': {value: ['stay', 'reboot', 'poweroff'], text: 'what follows an install'},
	format: {value: ['text', 'json'], text: 'for people, or for machines'},
	json: {text: 'the same as --format json'},
	state: {value: 'DIR', text: 'where the journal lies'},
	name: {value: 'TEXT', text: 'what others call this console'},
	ui: {value: ['rich', 'basic', 'plain'], text: 'the text mode (default: found out)'},
	'line-speed': {value: 'TEXT', text: 'baud of a line that cannot tell it'},
	dir: {value: 'DIR', text: 'documents and results (default: this directory)'},
	identity: {value: 'DIR', text: 'the same cluster as that of an earlier ISO'},
	seed: {value: 'TEXT', text: 'the seed image that a site must fit'},
	fleet: {value: 'FILE', text: 'make every site of a list (sites.yaml or CSV)'},
	'base-iso': {value: 'FILE', text: 'the CoreOS live ISO to begin with, path or address'},
	'base-iso-sha256': {value: 'TEXT', text: 'what the live ISO must be'},
	karg: {value: 'TEXT', text: 'a kernel argument; may be given repeatedly'},
	runtime: {value: 'FILE', text: 'Node for the hosts (default: this one)'},
	facts: {value: 'FILE', text: 'what ibi-console facts printed on the host'},
	'with-seed': {text: 'the seed image travels on the ISO'},
	'with-images': {text: 'with --with-seed: the images of its list as well'},
	'images-from': {value: 'TEXT', text: 'an OCI layout that has them (default: registries)'},
	'network-boot': {text: 'files for iPXE as well'},
	by: {value: ['ibi-console', 'lca-cli'], text: 'who makes the host a cluster'},
	unattended: {text: 'the same as --mode auto'},
	'dry-run': {text: 'print the plan and touch nothing'},
	lines: {value: 'TEXT', text: 'print the bundle as lines: all, or as 17 203-210'},
	speed: {value: 'TEXT', text: 'how many times as fast as it was (default: 1)'},
	resume: {text: 'take up the unfinished run of the journal'},
	help: {text: 'print this'},
	version: {text: 'print the version'},
} as const satisfies Readonly<Record<string, OptionWords>>;

export const commandWords = {
	install: {
		text: 'Ask, confirm and install on this terminal, or without questions.',
		options: [
			...(['config', 'disk', 'mode', 'wipe', 'reinstall', 'on-success'] as const),
			...(['dry-run', 'resume', 'state', 'format', 'json', 'ui', 'line-speed'] as const),
		],
		examples: [
			'ibi-console install --dry-run',
			'ibi-console install --mode auto --wipe yes --disk serial:S64G1',
		],
	},
	deploy: {
		text: 'At the first boot: make this host the cluster of its site.',
		options: ['mode', 'unattended', 'by', 'state', 'name', 'format', 'json', 'ui', 'line-speed'],
		examples: ['ibi-console deploy', 'ibi-console deploy --unattended'],
	},
	engine: {
		text: 'Serve consoles over a socket.',
		options: ['config', 'state'],
		examples: ['ibi-console engine'],
	},
	attach: {
		text: 'Join an engine on this terminal, or print what it tells.',
		options: ['state', 'name', 'format', 'json', 'ui', 'line-speed'],
		examples: ['ibi-console attach --format json'],
	},
	wipe: {
		text: 'Clear a disk; says what --confirm must repeat.',
		options: ['config', 'disk', 'confirm', 'state', 'format', 'json'],
		examples: ['ibi-console wipe --disk serial:S64G1'],
	},
	facts: {
		text: 'Print what is known of this host.',
		options: [],
		examples: ['ibi-console facts > host.json'],
	},
	create: {
		words: ['config-template', 'config-image', 'image-config-template', 'image'],
		text: 'Make the ISO of a fleet or of a site, or a document to begin with.',
		options: ['dir', 'format', 'json'],
		optionsOf: {
			'config-image': ['identity', 'seed', 'fleet'],
			image: [
				...(['base-iso', 'base-iso-sha256', 'karg', 'runtime'] as const),
				...(['with-seed', 'with-images', 'images-from', 'network-boot'] as const),
			],
		},
		examples: [
			'ibi-console create config-template --dir site-1',
			'ibi-console create config-image --dir site-1 --seed registry.example.com/seed:4.18.9',
			'ibi-console create config-image --fleet sites.yaml --dir out',
			'ibi-console create image --dir fleet --base-iso rhcos-live.x86_64.iso',
			'ibi-console create image --dir fleet --base-iso rhcos-live.x86_64.iso --with-seed --with-images',
		],
	},
	inspect: {
		words: 'ISO',
		text: 'Print what is inside an ISO, without secrets.',
		options: ['format', 'json'],
		examples: ['ibi-console inspect site-1/imagebasedconfig.iso'],
	},
	validate: {
		words: 'FILE...',
		text: 'Judge documents, ISOs and directories, every fault at once; exit code 2 when one is found.',
		options: ['format', 'json'],
		examples: [
			'ibi-console validate site-1',
			'ibi-console validate --json site-1/install-config.yaml',
		],
	},
	match: {
		text: 'Would a configuration pick exactly one disk of a host, and which checks would fail?',
		options: ['facts', 'config', 'dir', 'disk', 'karg', 'format', 'json'],
		examples: [
			'ibi-console match --facts host.json --dir fleet',
			'ibi-console match --facts host.json --config ibi-configuration.json --disk serial:S64G1',
		],
	},
	rehearse: {
		text: 'The whole unattended install on the facts of a host, writing nothing.',
		options: ['facts', 'config', 'dir', 'disk', 'karg', 'seed', 'on-success', 'format', 'json'],
		examples: [
			'ibi-console rehearse --facts host.json --dir fleet --karg ibi.mode=auto --karg ibi.wipe=yes',
		],
	},
	explain: {
		words: 'CODE',
		text: 'What an error code means and what to do.',
		options: ['format', 'json'],
		examples: ['ibi-console explain DISK_BUSY'],
	},
	evidence: {
		words: 'FILE',
		text: 'Make a support bundle of this host and print its path, or print one as lines.',
		options: ['state', 'lines', 'format', 'json'],
		examples: ['ibi-console evidence', 'ibi-console evidence --lines all'],
	},
	replay: {
		words: 'FILE',
		text: 'Show a recorded run again, from a support bundle or a journal.',
		options: ['speed', 'ui', 'line-speed', 'format', 'json'],
		examples: ['ibi-console replay ibi-evidence-SGH123-20261121T091403Z.tar.gz --speed 20'],
	},
	decode: {
		words: 'CODE',
		text: 'What the code of a photo card says: twelve characters, or the text of the square.',
		options: ['format', 'json'],
		examples: ['ibi-console decode 5N2K-0VQ4-7XHR'],
	},
	completion: {
		words: ['bash', 'zsh'],
		text: 'Print what a shell needs to complete our commands.',
		options: [],
		examples: [
			'ibi-console completion bash > /etc/bash_completion.d/ibi-console',
			'ibi-console completion zsh > ~/.zfunc/_ibi-console',
		],
	},
	help: {text: 'Print all commands and options.', options: [], examples: ['ibi-console --help']},
} as const satisfies Readonly<Record<string, CommandWords>>;

export type CommandName = keyof typeof commandWords;

export const commandNames = Object.keys(commandWords) as readonly CommandName[];

/** Without a word, those of all words. */
export const optionsOfCommand = (name: CommandName, word?: string): readonly OptionName[] => {
	const {options, optionsOf = {}}: CommandWords = commandWords[name];
	const own = word === undefined ? Object.values(optionsOf).flat() : (optionsOf[word] ?? []);
	return [...options, ...own];
};

/** What `ibi-console COMMAND --help` prints, or with the word after it: `ibi-console create image --help`. */
export const commandHelp = (name: CommandName, word?: string): string => {
	const {text, options, optionsOf = {}, examples, words}: CommandWords = commandWords[name];
	const known =
		Array.isArray(words) && word !== undefined && words.includes(word) ? word : undefined;
	const shownWords = Array.isArray(words) ? words.join('|') : words;
	const own = Object.entries(optionsOf).filter(([of]) => known === undefined || of === known);
	const usage = [
		'ibi-console',
		name,
		...[known ?? shownWords ?? []].flat(),
		...(optionsOfCommand(name, known).length === 0 ? [] : ['[OPTION...]']),
	];
	return [
		text,
		'',
		`  ${usage.join(' ')}`,
		'',
		...[...options, 'help' as const].map(optionLine),
		...own.flatMap(([of, names]) => ['', `Of ${name} ${of}:`, ...names.map(optionLine)]),
		'',
		'Examples:',
		...examples
			.filter((example) => known === undefined || example.includes(` ${name} ${known} `))
			.map((example) => `  ${example}`),
		'',
	].join('\n');
};

const optionLine = (name: OptionName): string =>
	`  ${optionText(name).padEnd(24)} ${optionWords[name].text}`;

const optionText = (name: OptionName): string => {
	const {value}: OptionWords = optionWords[name];
	const shown = Array.isArray(value) ? value.join('|') : value;
	return shown === undefined ? `--${name}` : `--${name} ${shown}`;
};
