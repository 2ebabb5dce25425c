import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {parseInvocation} from '../../src/cli/arguments.ts';
import {completionScript} from '../../src/cli/completion.ts';
import {options} from '../../src/cli/options.ts';
import {commandHelp, commandNames, commandWords, optionWords} from '../../src/words/commands.ts';

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
	const used = new Set<string>(Object.values(commandWords).flatMap(({options: names}) => names));
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
