/** Completion for shells, made from the table of commands and options: nothing here names one of them. */
import {type CommandWords, commandWords, type OptionWords, optionWords} from '../words/commands.ts';

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

const commands: Readonly<Record<string, CommandWords>> = commandWords;
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

const commandCases = Object.entries(commands).map(([name, words]) => {
	const names = [...words.options, 'help'].map((option) => `--${option}`);
	return `    ${name}) if [[ $word == -* ]]; then ${listed(names)}; else ${wordsOf(words)}; fi ;;`;
});

const bashScript = [
	'_ibi_console() {',
	`  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command= i`,
	'  COMPREPLY=()',
	'  case $before in',
	...optionCases,
	'  esac',
	'  for ((i = 1; i < COMP_CWORD; i++)); do',
	`    case \${COMP_WORDS[i]} in ${Object.keys(commands).join('|')}) command=\${COMP_WORDS[i]}; break ;; esac`,
	'  done',
	'  case $command in',
	...commandCases,
	`    *) ${listed([...Object.keys(commands), '--help', '--version'])} ;;`,
	'  esac',
	'}',
	'complete -o filenames -F _ibi_console ibi-console',
	'',
].join('\n');
