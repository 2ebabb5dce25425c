import {readFile} from 'node:fs/promises';
import {expect, test} from 'vitest';
import {bindings} from '../../src/screens/keys.ts';
import {words} from '../../src/words/index.ts';

test('the page of the console lists every key as the help screen does', async () => {
	const page = await readFile(new URL('../../docs/console.md', import.meta.url), 'utf8');
	const rows = page
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.map((line) => line.split('|').map((cell) => cell.trim()));
	const documented = rows.map(([, keys, meaning]) => `${keys}: ${meaning}`);
	for (const {command, keys} of bindings) {
		expect(documented).toContain(`${keys.join(', ')}: ${words.screens.help.commands[command]}`);
	}
});
