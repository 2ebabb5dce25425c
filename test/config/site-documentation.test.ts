/** docs/site-configuration.md says what the code does: fields and limits. */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {siteFields} from '../../src/config/site-fields.ts';
import {siteLimits} from '../../src/engine/site/limits.ts';

const page = readFileSync('docs/site-configuration.md', 'utf8');
const lines = page.split('\n').map((line) => line.replaceAll(/ +/g, ' '));

test.each(siteFields)('the field $id is described as it is', (field) => {
	const marks = [
		field.isRequired && 'required',
		field.isSecret && 'secret',
		field.isLong && 'echoed',
	];
	const cells = [
		`\`${field.id}\``,
		field.accepted,
		`\`${field.example}\``,
		marks.filter(Boolean).join(', '),
	];
	expect(lines).toContain(`| ${cells.join(' | ')} |`.replaceAll(/ +/g, ' '));
});

test('each limit is described with its value', () => {
	const described = lines
		.flatMap((line) => /^\| [^|]+ \| (\d+) \|$/.exec(line)?.[1] ?? [])
		.map(Number);
	expect(described.toSorted()).toEqual(Object.values(siteLimits).toSorted());
});
