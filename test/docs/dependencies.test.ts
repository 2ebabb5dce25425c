import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

const page = readFileSync('docs/dependencies.md', 'utf8');
const {dependencies, devDependencies} = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
	string,
	Record<string, string>
>;

test.each(Object.entries({...dependencies, ...devDependencies}))(
	'%s %s is pinned exactly and has its reason',
	(name, version) => {
		expect(version).toMatch(/^\d+\.\d+\.\d+$/);
		const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` `));
		const [, , told = '', reason = ''] = row?.split('|').map((cell) => cell.trim()) ?? [];
		expect(told).toBe(version);
		expect(reason.length).toBeGreaterThan(10);
	},
);
