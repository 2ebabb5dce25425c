import {existsSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

test('every test that docs/iso.md names is there, and has tests', () => {
	const [, table = ''] = readFileSync('docs/iso.md', 'utf8').split('## What shows it');
	const named = [...table.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map(([, path = '']) => path);
	expect(named.length).toBeGreaterThan(30);
	expect(named.filter((path) => !existsSync(path))).toEqual([]);
	for (const path of named) {
		expect(readFileSync(path, 'utf8'), path).toMatch(/^\s*test(\.each)?\(/m);
	}
});
