/**
 * Bundles the product for the live system into `dist/`: one ESM file, started by the Node runtime beside it.
 */
import {chmod, readFile} from 'node:fs/promises';
import {build, type Plugin} from 'esbuild';

const {version} = JSON.parse(await readFile('package.json', 'utf8')) as {version: string};
const outfile = 'dist/ibi-console.js';

/** A live system has its files in memory too: a small young generation keeps ours flat. */
const nodeFlags = [
	'--max-semi-space-size=1',
	'--max-old-space-size=96',
	'--optimize-for-size',
	'--v8-pool-size=0',
];

/** Ink asks for it only when a developer debugs Ink; in one file the import would be looked up at start. */
const withoutDevtools: Plugin = {
	name: 'without-devtools',
	setup: ({onResolve, onLoad}) => {
		onResolve({filter: /^react-devtools-core$/}, () => ({path: 'none', namespace: 'without'}));
		onLoad({filter: /.*/, namespace: 'without'}, () => ({contents: 'export default {};'}));
	},
};

/** Error texts in fifty languages; ours are our own. */
const withoutLocales: Plugin = {
	name: 'without-locales',
	setup: ({onLoad}) => {
		onLoad({filter: /zod\/v4\/locales\/index\.js$/}, () => ({contents: 'export {};'}));
	},
};

await build({
	entryPoints: ['src/cli.tsx'],
	outfile,
	bundle: true,
	minify: true,
	format: 'esm',
	platform: 'node',
	target: 'node24',
	jsx: 'automatic',
	legalComments: 'linked',
	banner: {
		js: [
			`#!/usr/bin/env -S node ${nodeFlags.join(' ')}`,
			"import {createRequire as __createRequire} from 'node:module';",
			'const require = __createRequire(import.meta.url);',
		].join('\n'),
	},
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		// Yoga would load Node's HTTP client to fetch the WebAssembly that it carries in itself.
		fetch: 'undefined',
		__VERSION__: JSON.stringify(version),
	},
	plugins: [withoutDevtools, withoutLocales],
});
await chmod(outfile, 0o755);
