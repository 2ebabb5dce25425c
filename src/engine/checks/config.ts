/** Checks of the settings themselves. Pure. */
import {configCheckWords as words} from '../../words/checks/config.ts';
import type {Check} from '../check.ts';
import {failed, passed} from './verdicts.ts';

/** A name that nobody knows has no effect, which is seldom what its writer wanted. */
export const configNames: Check = {
	id: 'config-names',
	severity: 'warning',
	examine: ({configWarnings = []}) =>
		configWarnings.length === 0
			? passed(words.allKnown)
			: failed(words.withoutEffect(configWarnings)),
};
