/**
 * The record that automation is told. `docs/report.schema.json` is made from it, and docs/reports.md says what the fields mean;
 * what an old reader would misread is a new number.
 */
import {z} from 'zod';
import type {ProblemCode} from '../../errors.ts';

export const reportSchema = 'ibi-console.report/1';

const absentable = z.string().optional();

export const reportRecord = z.strictObject({
	schema: z.literal(reportSchema),
	kind: z.enum(['start', 'step', 'end']),
	at: z.iso.datetime().describe('By the clock of the host'),
	number: z.int().positive().describe('Counts the records of a host without a gap'),
	runId: absentable.describe('Absent in an end where nothing was begun'),
	host: z.strictObject({name: absentable, serial: absentable, product: absentable}),
	disk: z.strictObject({path: z.string(), serial: absentable, wwn: absentable}).optional(),
	seed: z.strictObject({digest: z.string(), version: absentable}).optional(),
	step: absentable.describe('Of a step: its id, as in the journal'),
	outcome: z
		.enum(['done', 'skipped', 'cancelled', 'interrupted', 'failed', 'refused'])
		.optional()
		.describe('Of a step or an end'),
	durationMs: z.number().nonnegative().optional(),
	problem: z
		.strictObject({
			code: z.string() as unknown as z.ZodType<ProblemCode>,
			message: z.string(),
			remedy: z.array(z.string()).readonly(),
		})
		.optional()
		.describe('Of a step or an end that failed or was refused; the codes are in docs/errors.md'),
});

export type ReportRecord = Readonly<z.output<typeof reportRecord>>;
