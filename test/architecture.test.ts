/** The law of the house, read from the imports: arrows never turn back, and effects have one door. */
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {describe, expect, test} from 'vitest';

/** From the top down; a module imports from its own row or from rows below. */
const rows: readonly (readonly string[])[] = [
	['cli'],
	['screens', 'unattended'],
	['store'],
	['engine'],
	['kube', 'pki', 'iso', 'seed', 'hardware', 'config'],
	['tools'],
	['system'],
	['words', 'errors', 'secret'],
];

/** Pure: these name no system and wait for nothing. */
const pureFolders = ['src/engine/plans/', 'src/engine/checks/', 'src/store/reduce', 'src/words/'];
const pureFiles = [
	'src/config/merge.ts',
	'src/engine/history.ts',
	'src/engine/progress.ts',
	'src/engine/remaining-time.ts',
	'src/engine/consent.ts',
	'src/hardware/match.ts',
	'src/hardware/eligibility.ts',
	'src/hardware/confirmation.ts',
	'src/store/selectors.ts',
];

/** Documents and settings are leaves that anyone may import. */
const leaves = ['src/config/settings', 'src/config/schema'];

/** A module may appear only where its row says so. */
const doors: readonly {readonly what: RegExp; readonly allowed: RegExp}[] = [
	{
		what: /from 'node:(child_process|fs|fs\/promises|net|http|https|tty|dgram)'/,
		allowed: /^src\/system\//,
	},
	{what: /(from |import\()'execa'/, allowed: /^src\/system\//},
	{
		what: /\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|randomBytes\(/,
		allowed: /^src\/system\//,
	},
	{what: /\bfetch\(/, allowed: /^src\/system\//},
	{what: /\bset(Timeout|Interval)\(/, allowed: /^src\/(system\/|cli\.tsx)/},
	{what: /\bprocess\./, allowed: /^src\/cli\.tsx$/},
	{what: /from '(ink|react|react\/jsx-runtime)'/, allowed: /^src\/(screens\/|cli\.tsx)/},
];

const filesBelow = (directory: string): readonly string[] =>
	readdirSync(directory, {recursive: true, encoding: 'utf8'})
		.filter((name) => /\.tsx?$/.test(name))
		.map((name) => `${directory}/${name}`);

const sources = filesBelow('src');

const textOf = (path: string): string => readFileSync(path, 'utf8');

const codeOf = (path: string): string =>
	textOf(path)
		.replace(/\/\*[\s\S]*?\*\//g, '')
		.replace(/^\s*\/\/.*$/gm, '');

const importsOf = (path: string): readonly string[] =>
	[...codeOf(path).matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, target = '']) =>
		normalize(join(dirname(path), target)),
	);

const areaOf = (path: string): string => path.replace(/^src\//, '').replace(/(\/.*|\.tsx?)$/, '');

const rowOf = (path: string): number => rows.findIndex((row) => row.includes(areaOf(path)));

const isLeaf = (path: string): boolean => leaves.some((leaf) => path.startsWith(leaf));

describe('the architecture', () => {
	test('every source file belongs to an area of the plan', () => {
		expect(sources.filter((path) => rowOf(path) < 0)).toEqual([]);
	});

	test('imports only point down', () => {
		const wrong = sources.flatMap((path) =>
			importsOf(path)
				.filter((target) => !isLeaf(target) && rowOf(target) < rowOf(path))
				.map((target) => `${path} -> ${target}`),
		);
		expect(wrong).toEqual([]);
	});

	test('screens and the unattended faces never meet', () => {
		const wrong = sources.flatMap((path) =>
			importsOf(path)
				.filter((target) => {
					const pair = [areaOf(path), areaOf(target)].sort().join();
					return pair === 'screens,unattended';
				})
				.map((target) => `${path} -> ${target}`),
		);
		expect(wrong).toEqual([]);
	});

	test.each(doors)('$what appears only in $allowed', ({what, allowed}) => {
		const wrong = sources.filter((path) => !allowed.test(path) && what.test(codeOf(path)));
		expect(wrong).toEqual([]);
	});

	test('decisions are pure: no async, no await, no System', () => {
		const pure = sources.filter(
			(path) => pureFiles.includes(path) || pureFolders.some((folder) => path.startsWith(folder)),
		);
		expect(pure.length).toBeGreaterThan(10);
		const wrong = pure.filter((path) =>
			/\basync\b|\bawait\b|\bSystem\b/.test(codeOf(path).replace(/'[^'\n]*'/g, '')),
		);
		expect(wrong).toEqual([]);
	});

	test('no file is longer than 400 lines', () => {
		const all = [...sources, ...['test', 'lab', 'bench'].flatMap(filesBelow)];
		const long = all.filter((path) => textOf(path).split('\n').length > 400);
		expect(long).toEqual([]);
	});

	test('every file opens by saying what it is', () => {
		const silent = sources.filter((path) => !/^(#!.*\n)?\/\*\*/.test(textOf(path)));
		expect(silent).toEqual([]);
	});
});
