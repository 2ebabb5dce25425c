/** The README shows what the product shows, and its commands exist. */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {failedRun, pullingRun} from '../screens/fixtures/run.ts';
import {answered} from '../screens/fixtures/states.ts';
import {pictureOf} from '../screens/show.tsx';

const readme = readFileSync('README.md', 'utf8');
const makefile = readFileSync('Makefile', 'utf8');

test.each([
	['confirmation', answered, ['1']],
	['progress', {...answered, run: pullingRun}, []],
	['failure', {...answered, run: failedRun}, []],
] as const)('the picture of the %s is what the console draws', async (_, state, keys) => {
	const picture = await pictureOf(state, keys);
	expect(readme).toContain(`\`\`\`text${picture}\`\`\``);
});

test('every make target that it names exists', () => {
	const targets = [...readme.matchAll(/`make ([a-z]+)/g)].map(([, target]) => target ?? '');
	expect(targets.length).toBeGreaterThan(3);
	for (const target of targets) {
		expect(makefile).toMatch(new RegExp(`^${target}:`, 'm'));
	}
});

test('every page that it leads to is there', () => {
	for (const [, path = ''] of readme.matchAll(/\]\(([^)#]+)\)/g)) {
		expect(readFileSync(path, 'utf8').length, path).toBeGreaterThan(0);
	}
});
