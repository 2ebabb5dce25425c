import {expect, test} from 'vitest';
import type {Subject} from '../../../src/engine/check.ts';
import {configNames} from '../../../src/engine/checks/config.ts';

const subject = (configWarnings: readonly string[]): Subject =>
	({facts: {}, config: {}, configWarnings}) as unknown as Subject;

test('a name without effect is told and does not block', () => {
	expect(configNames.severity).toBe('warning');
	expect(configNames.examine(subject([])).kind).toBe('passed');
	expect(configNames.examine(subject(['ibi.diks is not known']))).toMatchObject({
		kind: 'failed',
		found: 'ibi.diks is not known',
	});
});
