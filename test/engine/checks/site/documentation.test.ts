import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {siteChecks} from '../../../../src/engine/checks/site/index.ts';

const page = readFileSync('docs/site-checks.md', 'utf8');

const rows = (page.split('\n## All checks\n')[1] ?? '')
	.split('\n## ')[0]
	?.split('\n')
	.filter((line) => line.startsWith('| `'))
	.map((line) => line.split('|').map((cell) => cell.trim()));

test('the page lists exactly the checks, in their order and with their severity', () => {
	expect(
		rows?.map(([, id = '', severity = '']) => [id.replaceAll('`', ''), severity.split(' ')[0]]),
	).toEqual(siteChecks.map(({id, severity}) => [id, severity]));
});

test('a check whose severity may change says so in a footnote', () => {
	const marked = rows
		?.filter(([, , severity = '']) => /[¹²³⁴⁵⁶⁷⁸]/.test(severity))
		.map(([, id = '']) => id.replaceAll('`', ''));
	expect(marked).toEqual(
		siteChecks.filter(({severityFor}) => severityFor !== undefined).map(({id}) => id),
	);
});

test('each says when it passes and what to do', () => {
	for (const [, , , passes = '', remedy = ''] of rows ?? []) {
		expect(passes.length).toBeGreaterThan(10);
		expect(remedy.length).toBeGreaterThan(5);
	}
});
