/** What the console loads at its start, read from the imports: neither the tools nor the dashboard's widgets. */
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';

/** Files and packages that are loaded with a file; what is imported when it is needed is not followed. */
const loadedWith = (path: string, seen = new Set<string>()): ReadonlySet<string> => {
	if (seen.has(path)) return seen;
	seen.add(path);
	const code = readFileSync(path, 'utf8');
	for (const [, target = ''] of code.matchAll(
		/^(?:import|export)\b(?! type)[^;]*? from '([^']+)';/gm,
	)) {
		if (target.startsWith('.')) loadedWith(join(dirname(path), target), seen);
		else seen.add(target);
	}
	return seen;
};

const widgets = (loaded: ReadonlySet<string>): readonly string[] =>
	[...loaded].filter((name) => /^blessed/.test(name));

const toolbox = 'src/screens/tools/toolbox.tsx';

test.for(['src/cli/console.tsx', 'src/cli/deploy-console.tsx'])(
	'%s loads no tool before the tools are opened',
	(path) => {
		const loaded = loadedWith(path);
		expect([...loaded]).toContain('src/screens/tools/late-toolbox.tsx');
		expect([...loaded]).not.toContain(toolbox);
		expect(widgets(loaded)).toEqual([]);
	},
);

test('the tools load no widget before the dashboard is opened', () => {
	const loaded = loadedWith(toolbox);
	expect([...loaded]).toContain('src/screens/tools/dashboard/screen.tsx');
	expect(widgets(loaded)).toEqual([]);
});

test('the part that is loaded with it has only the widgets that it shows', () => {
	const loaded = loadedWith('src/screens/tools/dashboard/contrib/run.ts');
	expect(widgets(loaded).toSorted()).toEqual([
		'blessed',
		'blessed-contrib/lib/widget/charts/bar.js',
		'blessed-contrib/lib/widget/charts/line.js',
		'blessed-contrib/lib/widget/gauge.js',
		'blessed-contrib/lib/widget/log.js',
	]);
});
