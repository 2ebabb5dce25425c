import {expect, test} from 'vitest';
import {readConfirmForm} from '../../../src/screens/confirm/form.ts';

const confirmation = {text: '8523', kind: 'serial', from: 'S64GNE0R608523'} as const;

test.for([
	['8523', {ok: true, typed: '8523'}],
	[' 8523 ', {ok: true, typed: '8523'}],
	['', {ok: false, problem: 'empty'}],
	['  ', {ok: false, problem: 'empty'}],
	['yes', {ok: false, problem: 'wrong'}],
	['852', {ok: false, problem: 'wrong'}],
	['S64GNE0R608523', {ok: false, problem: 'wrong'}],
] as const)('"%s"', ([text, result]) => {
	expect(readConfirmForm(text, confirmation)).toEqual(result);
});
