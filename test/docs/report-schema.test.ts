/** The schema of reports that readers are given is the one that the engine has, and its fields are described. */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {z} from 'zod';
import {reportRecord} from '../../src/engine/report/schema.ts';

const schema = z.toJSONSchema(reportRecord, {
	io: 'input',
	// The name of the format says it.
	override: ({jsonSchema}) => {
		if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
	},
});

test('docs/report.schema.json is that of the engine (vitest --update=all writes it anew)', async () => {
	const text = `${JSON.stringify(schema, undefined, '\t')}\n`;
	await expect(text).toMatchFileSnapshot('../../docs/report.schema.json');
});

test('docs/reports.md says of every field what it means', () => {
	const page = readFileSync('docs/reports.md', 'utf8');
	for (const field of Object.keys(schema.properties ?? {})) {
		expect(page).toContain(`\n| \`${field}\` |`);
	}
});
