/** recert's summary: two keys of a large document. */
import {expect, test} from 'vitest';
import {readSummary} from '../../../src/engine/recert/summary.ts';

const body = `cluster_crypto:
  standalone_private_keys: []
  error: not this one
logs:
- "2026-08-08 10:00:00 - INFO - src/x.rs:1: All done"
`;

test('the times of a run that went well are told in milliseconds', () => {
	const times = 'run_times:\n  scan_run_time: 0.312s\n  rsa_run_time: 84.204s\nerror: null\n';
	expect(readSummary(body + times)).toEqual({
		runTimesMs: {scan_run_time: 312, rsa_run_time: 84_204},
	});
});

test('the error of a run that failed is told', () => {
	const text = `${body}run_times: null\nerror: |-\n  fixing x\n\n  Caused by:\n      no secret\n`;
	expect(readSummary(text)).toMatchObject({error: expect.stringContaining('no secret')});
});

test.each(['', 'nonsense', '{"a": 1}'])('%j is no summary', (text) => {
	expect(readSummary(text)).toBeUndefined();
});
