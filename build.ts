/**
 * Bundles the product into `dist/`, started by the Node runtime beside it: `ibi-console.js`, which draws the console,
 * and the parts that it loads when they are needed (the engine after the first picture; certificates and ISOs on a
 * workstation). In one file they cost 50 ms until the first picture and 10 MB of memory.
 */
import {chmod, cp, readFile, realpath, rm, writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {build, type Plugin} from 'esbuild';

const {version} = JSON.parse(await readFile('package.json', 'utf8')) as {version: string};
const directory = 'dist';

/**
 * A live system has its files in memory too: a small young generation keeps ours flat, and of the threads that compile
 * and collect one is enough; of four each has memory of its own.
 */
const nodeFlags = ['--max-semi-space-size=1', '--max-old-space-size=96', '--v8-pool-size=1'];

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

/** blessed names its widgets by texts, which a bundle cannot follow; those that want other terminals are left out. */
const blessedWidgets: Plugin = {
	name: 'blessed-widgets',
	setup: ({onLoad}) => {
		onLoad({filter: /blessed\/lib\/widget\.js$/}, async ({path}) => {
			const source = await readFile(path, 'utf8');
			const names = [...source.matchAll(/^ {2}'(\w+)',?$/gm)].map(([, name = '']) => name);
			const kept = names.filter((name) => !/^(Terminal|Video|Layout|\w*Image)$/.test(name));
			const lines = kept.map((name) => {
				const file = name.toLowerCase();
				return `exports.${name} = exports.${file} = require('./widgets/${file}');`;
			});
			return {contents: lines.join('\n')};
		});
		// It warns of its age on the screen, from within a bundle only.
		onLoad({filter: /drawille[\w-]*\/index\.js$/}, async ({path}) => ({
			contents: (await readFile(path, 'utf8')).replaceAll('new Buffer(', 'Buffer.alloc('),
		}));
	},
};

/** What cuts and measures text below Ink, changed to do without the tables of Unicode where the text is simple. */
const simpleText: Plugin = {
	name: 'simple-text',
	setup: ({onLoad}) => {
		const own = resolve('src/screens/terminal/simple-text.ts');
		const segmenter = [/new Intl\.Segmenter\([^)]*\)/, 'new LateSegmenter()'] as const;
		const files = {
			'ink/build/line-update.js': [segmenter],
			'@alcalzone/ansi-tokenize/build/tokenize.js': [segmenter],
			'slice-ansi/tokenize-ansi.js': [segmenter],
			'wrap-ansi/index.js': [segmenter],
			'string-width/index.js': [
				segmenter,
				['/^\\p{RGI_Emoji}$/v', 'lateEmoji'],
				['/^[\\u0020-\\u007E]*$/.test(string)', '(ambiguousIsNarrow && isSimple(string))'],
			],
		} as const;
		for (const [file, changes] of Object.entries(files)) {
			const found = resolve('node_modules', file);
			onLoad({filter: new RegExp(`/${file.replaceAll('.', '\\.')}$`)}, async ({path}) => {
				if (path !== (await realpath(found))) return undefined;
				const contents = changes.reduce(
					(text, [from, to]) => {
						const changed = text.replace(from, to);
						if (changed === text) throw new Error(`${file} has no ${from} to change`);
						return changed;
					},
					await readFile(path, 'utf8'),
				);
				const imports = `import {isSimple, LateSegmenter, lateEmoji} from '${own}';`;
				return {contents: `${imports}\n${contents}`};
			});
		}
	},
};

const escaped = (letter: string): string =>
	`\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

await rm(directory, {recursive: true, force: true});
const {metafile} = await build({
	metafile: true,
	entryPoints: {'ibi-console': 'src/cli.tsx'},
	outdir: directory,
	splitting: true,
	chunkNames: 'parts/[name]-[hash]',
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
	plugins: [withoutDevtools, withoutLocales, blessedWidgets, simpleText],
});
// esbuild leaves a pattern as it is written, and one letter beyond ASCII makes two bytes of every letter of its part: 7 MB.
for (const path of Object.keys(metafile.outputs).filter((name) => name.endsWith('.js'))) {
	const text = await readFile(path, 'utf8');
	await writeFile(path, text.replace(/[^\0-\x7f]/g, escaped));
}
await chmod(`${directory}/ibi-console.js`, 0o755);
// Away from this checkout nothing else says that these are modules.
await writeFile(`${directory}/package.json`, '{"type":"module"}\n');
// What starts it on an installed system, beside the program on every medium.
for (const part of [
	'ibi-console-edge.service',
	'ibi-console-edge-failed.service',
	'ibi-console-edge-status.service',
	'ibi-console-edge-later.service',
	'ibi-console-login@.service',
	'ibi-console-login@tty1.service',
	'ibi-console-edge-getty.conf',
	'ibi-console-edge-serial.conf',
	'ibi-console-quiet.service',
	'ibi-console-guard.service',
	'deployment-failed.txt',
]) {
	await cp(`systemd/${part}`, `${directory}/edge/${part}`);
}
// What starts the program on a live system, for those who make an installation ISO.
for (const part of ['systemd', 'iso-overlay']) {
	await cp(part, `${directory}/live/${part}`, {recursive: true});
}
