/**
 * Bundles the product into `dist/`, started by the Node runtime beside it: `ibi-console.js`, one ESM file for the
 * live system, and `ibi-workstation.js`, the same program with what only a workstation needs (certificates, ISOs).
 * The first hands such commands to the second where it is there; it would only cost start time and memory.
 */
import {chmod, readFile} from 'node:fs/promises';
import {type BuildOptions, build, type Plugin} from 'esbuild';

const {version} = JSON.parse(await readFile('package.json', 'utf8')) as {version: string};
const liveFile = 'dist/ibi-console.js';
const workstationFile = 'dist/ibi-workstation.js';

/** A live system has its files in memory too: a small young generation keeps ours flat. */
const nodeFlags = ['--max-semi-space-size=1', '--max-old-space-size=96', '--v8-pool-size=0'];

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

/** The other file is a whole program: to import it is to run it, with the same arguments. */
const withoutWorkstation: Plugin = {
	name: 'without-workstation',
	setup: ({onLoad}) => {
		const contents = `
			const handOver = async () => {
				await import(new URL('./ibi-workstation.js', import.meta.url).href);
				return process.exitCode ?? 0;
			};
			export {handOver as runCreate, handOver as runInspect, handOver as runValidate};`;
		onLoad({filter: /src\/cli\/workstation\.ts$/}, () => ({contents}));
	},
};

const options: BuildOptions = {
	entryPoints: ['src/cli.tsx'],
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
};
const plugins = [withoutDevtools, withoutLocales];
await build({...options, outfile: liveFile, plugins: [...plugins, withoutWorkstation]});
await build({...options, outfile: workstationFile, plugins});
await chmod(liveFile, 0o755);
await chmod(workstationFile, 0o755);
