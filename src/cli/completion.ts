/** Completion for shells, made from the table of commands and options: nothing here names one of them. */
import {
	type CommandName,
	type CommandWords,
	commandNames,
	commandWords,
	type OptionWords,
	optionsOfCommand,
	optionWords,
} from '../words/commands.ts';

export type Shell = 'bash' | 'zsh';

/** A zsh can run the completion of a bash. */
export const completionScript = (shell: Shell): string => {
	switch (shell) {
		case 'bash':
			return bashScript;
		case 'zsh':
			return [
				'#compdef ibi-console',
				'autoload -U +X bashcompinit && bashcompinit',
				bashScript,
			].join('\n');
	}
};

const options: Readonly<Record<string, OptionWords>> = optionWords;

const listed = (words: readonly string[]): string =>
	`COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$word"))`;

const paths = (flag: '-f' | '-d'): string => `COMPREPLY=($(compgen ${flag} -- "$word"))`;

const replyTo = ({value}: OptionWords): string | undefined => {
	switch (value) {
		case undefined:
			return undefined;
		case 'FILE':
			return paths('-f');
		case 'DIR':
			return paths('-d');
		case 'TEXT':
			return 'COMPREPLY=()';
		default:
			return listed(value);
	}
};

const optionCases = Object.entries(options).flatMap(([name, words]) => {
	const reply = replyTo(words);
	return reply === undefined ? [] : [`    --${name}) ${reply}; return ;;`];
});

const wordsOf = ({words}: CommandWords): string => {
	if (words === undefined || words === 'CODE') {
		return 'COMPREPLY=()';
	}
	return typeof words === 'string' ? paths('-f') : listed(words);
};

const flagsOf = (name: CommandName, of?: string): string =>
	listed([...optionsOfCommand(name, of), 'help'].map((option) => `--${option}`));

/** A command that makes different things offers the options of the one that is named. */
const commandCases = commandNames.flatMap((name) => {
	const words: CommandWords = commandWords[name];
	const named = Array.isArray(words.words) && words.optionsOf !== undefined ? words.words : [];
	const line = (pattern: string, flags: string): string =>
		`    ${pattern}) if [[ $word == -* ]]; then ${flags}; else ${wordsOf(words)}; fi ;;`;
	return [
		...named.map((of) => line(`'${name} ${of}'`, flagsOf(name, of))),
		line(`'${name} '*`, flagsOf(name)),
	];
});

const bashScript = [
	'_ibi_console() {',
	`  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command= of= i`,
	'  COMPREPLY=()',
	'  case $before in',
	...optionCases,
	'  esac',
	'  for ((i = 1; i < COMP_CWORD; i++)); do',
	`    case \${COMP_WORDS[i]} in ${commandNames.join('|')}) command=\${COMP_WORDS[i]} of=\${COMP_WORDS[i+1]}; break ;; esac`,
	'  done',
	'  case "$command $of" in',
	...commandCases,
	`    *) ${listed([...commandNames, '--help', '--version'])} ;;`,
	'  esac',
	'}',
	'complete -o filenames -F _ibi_console ibi-console',
	'',
].join('\n');
