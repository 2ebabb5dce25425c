import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {defaultSettings, lowestMinimums, publishedMinimums} from '../../src/config/defaults.ts';
import {installationFields} from '../../src/config/installation-config.ts';
import {kernelArgumentNames} from '../../src/config/kernel-arguments.ts';
import {nodeFields} from '../../src/config/node-document.ts';

const page = readFileSync('docs/configuration.md', 'utf8');

/** The rows of the table below a heading, as cells. */
const tableBelow = (heading: string): readonly (readonly string[])[] =>
	(page.split(`\n${heading}\n`)[1] ?? '')
		.split(/\n##/)[0]
		?.split('\n')
		.filter((line) => line.startsWith('| `'))
		.map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', ''))) ?? [];

const namesBelow = (heading: string): readonly string[] =>
	tableBelow(heading).map(([, name = '']) => name);

describe('the page about configuration', () => {
	test('lists exactly the keys of the node document', () => {
		expect(namesBelow('## The node document')).toEqual(Object.keys(nodeFields));
	});

	test('lists exactly the keys of the installation configuration', () => {
		expect(namesBelow('## The installation configuration')).toEqual(
			Object.keys(installationFields),
		);
	});

	test('lists exactly the kernel arguments', () => {
		const names = namesBelow('## Kernel arguments').map((name) => name.replace(/=.*/, ''));
		expect(names.toSorted()).toEqual([...kernelArgumentNames].toSorted());
	});

	test('lists exactly the minimums, with their numbers', () => {
		const rows = tableBelow('### minimums').map(([, name, published, lowest]) => [
			name,
			Number(published),
			Number(lowest),
		]);
		const names = ['diskBytes', 'cpus', 'memoryBytes'] as const;
		expect(rows).toEqual(
			names.map((name) => [name, publishedMinimums[name], lowestMinimums[name]]),
		);
	});

	test('tells the defaults', () => {
		const told = Object.fromEntries(
			tableBelow('## The node document').map(([, name, , fallback]) => [name, fallback]),
		);
		for (const name of [
			'authFile',
			'postScript',
			'onSuccess',
			'extraPartitionStart',
			'extraPartitionLabel',
			'extraPartitionNumber',
		] as const) {
			expect(told[name]).toBe(String(defaultSettings[name]));
		}
	});
});
