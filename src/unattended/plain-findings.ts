/** Findings as plain lines: one for each check, with what to do where it is not well. */
import type {Finding} from '../engine/check.ts';
import {words} from '../words/index.ts';

export const findingLines = ({id, severity, verdict}: Finding): readonly string[] => {
	const title = words.checkTitle(id);
	switch (verdict.kind) {
		case 'passed':
			return [`CHECK ok ${id}: ${title}: ${verdict.found}`];
		case 'failed':
			return [
				`CHECK ${severity} ${id}: ${title}`,
				`  found: ${verdict.found}`,
				`  needed: ${verdict.needed}`,
				`  do: ${verdict.remedy}`,
			];
		case 'unknown':
			return [
				`CHECK ${severity} ${id}: ${title}`,
				`  unknown: ${verdict.reason}`,
				`  do: ${verdict.remedy}`,
			];
	}
};
