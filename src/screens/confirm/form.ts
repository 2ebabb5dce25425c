/** The typed confirmation, without a screen. The engine asks the same question again. */
import {type Confirmation, isConfirmed} from '../../hardware/confirmation.ts';

export type ConfirmResult =
	| {readonly ok: true; readonly typed: string}
	| {readonly ok: false; readonly problem: 'empty' | 'wrong'};

export const readConfirmForm = (text: string, confirmation: Confirmation): ConfirmResult => {
	const typed = text.trim();
	if (typed === '') return {ok: false, problem: 'empty'};
	return isConfirmed(confirmation, typed) ? {ok: true, typed} : {ok: false, problem: 'wrong'};
};
