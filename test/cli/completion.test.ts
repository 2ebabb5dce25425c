import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {parseInvocation} from '../../src/cli/arguments.ts';
import {completionScript} from '../../src/cli/completion.ts';
import {options} from '../../src/cli/options.ts';
import {
	type CommandWords,
	commandHelp,
	commandNames,
	commandWords,
	optionsOfCommand,
	optionWords,
} from '../../src/words/commands.ts';

/** What bash offers after the words, the last of which is being typed. */
const offered = (...words: readonly string[]): readonly string[] => {
	const script = [
		completionScript('bash'),
		`COMP_WORDS=(ibi-console ${words.map((word) => `'${word}'`).join(' ')})`,
		`COMP_CWORD=${words.length}`,
		'_ibi_console',
		`printf "%s\\n" "\${COMPREPLY[@]}"`,
	].join('\n');
	const said = execFileSync('bash', ['-c', script], {encoding: 'utf8'});
	return said.split('\n').filter((line) => line !== '');
};

describe('the completion of bash', () => {
	test.each([
		[['cr'], ['create']],
		[
			['create', 'config'],
			['config-template', 'config-image'],
		],
		[['create', 'config-image', '--fl'], ['--fleet']],
		[
			['install', '--on-success', ''],
			['stay', 'reboot', 'poweroff'],
		],
		[
			['completion', ''],
			['bash', 'zsh'],
		],
		[
			['validate', 'packag'],
			['package-lock.json', 'package.json'],
		],
		[['create', 'image', '--fl'], []],
		[
			['create', 'image', '--with-'],
			['--with-seed', '--with-images'],
		],
		[['create', '--dir', 'sr'], ['src']],
		[['facts', '--base'], []],
	])('after %j offers %j', (words, expected) => {
		expect([...offered(...words)].sort()).toEqual([...expected].sort());
	});
});

test('that of zsh runs the same one', () => {
	expect(completionScript('zsh')).toMatch(/^#compdef ibi-console\n.*bashcompinit\n/);
	expect(completionScript('zsh')).toContain(completionScript('bash'));
});

test('the table has every option that is accepted and no other', () => {
	expect(Object.keys(optionWords).sort()).toEqual(Object.keys(options).sort());
	const used = new Set<string>(commandNames.flatMap((name) => optionsOfCommand(name)));
	const everywhere = ['help', 'version'];
	expect(Object.keys(optionWords).filter((name) => !used.has(name))).toEqual(everywhere);
});

test.each(commandNames)('%s --help tells its options and examples that are understood', (name) => {
	expect(parseInvocation([name, '--help'])).toMatchObject({command: 'help'});
	const help = commandHelp(name);
	expect(help.split('\n').filter((line) => line.length > 100)).toEqual([]);
	const examples = commandWords[name].examples.map((line) => line.replace(/ > .*/, '').split(' '));
	expect(examples.length).toBeGreaterThan(0);
	for (const [program, ...argv] of examples) {
		expect(program).toBe('ibi-console');
		expect(() => parseInvocation(argv)).not.toThrow();
	}
});

/** Each command, and each word of those that make different things. */
const asked = commandNames.flatMap((name) => {
	const {words, optionsOf}: CommandWords = commandWords[name];
	const named = Array.isArray(words) && optionsOf !== undefined ? words : [];
	return [[name, undefined] as const, ...named.map((word: string) => [name, word] as const)];
});

describe.each(asked)('%s %s', (name, word) => {
	const argv = word === undefined ? [name] : [name, word];
	const taken: readonly string[] = [...optionsOfCommand(name, word), 'help'];

	test('tells in its help exactly the options that it takes', () => {
		const told = [...commandHelp(name, word).matchAll(/^ {2}--([a-z0-9-]+)/gm)];
		expect(told.map(([, option]) => option).sort()).toEqual([...taken].sort());
	});

	test('refuses every other option by name', () => {
		for (const option of Object.keys(options).filter((one) => one !== 'version')) {
			const type = options[option as keyof typeof options].type;
			const given = type === 'boolean' ? `--${option}` : `--${option}=x`;
			const refusal = `${argv.join(' ')} has no option --${option}`;
			const probe = (): unknown => parseInvocation([...argv, given]);
			if (taken.includes(option)) {
				expect(messageOf(probe), option).not.toContain(refusal);
			} else {
				expect(messageOf(probe), option).toContain(refusal);
			}
		}
	});

	test('is completed with exactly those', () => {
		const offers = [...offered(...argv, '--')].map((flag) => flag.slice(2));
		expect(offers.sort()).toEqual([...taken].sort());
	});
});

const messageOf = (probe: () => unknown): string => {
	try {
		probe();
		return '';
	} catch (error) {
		return String(error);
	}
};

test('the help of a command is a short page', () => {
	expect(commandHelp('match')).toMatchInlineSnapshot(`
		"Would a configuration pick exactly one disk of a host, and which checks would fail?

		  ibi-console match [OPTION...]

		  --facts FILE             what ibi-console facts printed on the host
		  --config FILE            the configuration of the host
		  --dir DIR                documents and results (default: this directory)
		  --disk TEXT              /dev/disk/by-id/..., serial:..., wwn:... or hint:...
		  --karg TEXT              a kernel argument; may be given repeatedly
		  --format text|json       for people, or for machines
		  --json                   the same as --format json
		  --help                   print this

		Examples:
		  ibi-console match --facts host.json --dir fleet
		  ibi-console match --facts host.json --config ibi-configuration.json --disk serial:S64G1
		"
	`);
});
