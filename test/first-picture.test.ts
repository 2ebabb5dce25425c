/** What is loaded before something is seen, and what a console never loads that serves nothing. */
import {build, type Metafile} from 'esbuild';
import {expect, test} from 'vitest';

const {metafile} = await build({
	entryPoints: ['src/cli.tsx'],
	bundle: true,
	metafile: true,
	write: false,
	format: 'esm',
	platform: 'node',
	packages: 'external',
	jsx: 'automatic',
});

/** All that a module needs before it runs: its files, and what they take from elsewhere. */
const neededBy = ({inputs}: Metafile, ...entries: readonly string[]): ReadonlySet<string> => {
	const found = new Set<string>();
	const follow = (path: string): void => {
		if (found.has(path)) return;
		found.add(path);
		for (const {path: next, kind} of inputs[path]?.imports ?? []) {
			if (kind === 'import-statement') follow(next);
		}
	};
	entries.forEach(follow);
	return found;
};

/** In the order in which they are loaded. */
const untilFirstPicture = [
	'src/cli.tsx',
	'src/cli/orders.ts',
	'src/cli/terminal-facts.ts',
	'src/cli/terminal-console.ts',
	'src/cli/console.tsx',
];

test('the first picture needs no schemas, no engine and no toolbox', () => {
	const needed = neededBy(metafile, ...untilFirstPicture);
	expect([...needed].filter((path) => metafile.inputs[path]).length).toBeGreaterThan(100);
	expect([...needed]).toContain('ink');
	for (const late of ['zod', 'execa', 'js-yaml', 'node-forge', 'tar', 'src/engine/session.ts']) {
		expect([...needed]).not.toContain(late);
	}
	expect([...needed]).not.toContain('src/screens/tools/toolbox.tsx');
});

test('an engine that serves nothing needs no HTTP', () => {
	const needed = neededBy(metafile, 'src/cli/commands.ts', 'src/cli/deploy.ts');
	expect([...needed]).toContain('zod');
	expect([...needed].filter((path) => /^(node:)?(http|https|http2|tls)$/.test(path))).toEqual([]);
});
