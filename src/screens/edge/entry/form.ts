/** The typed configuration, without a screen: texts in, answers or a fault per field out, and the preview. */
import {
	isComplete,
	readSiteAnswers,
	type SiteReading,
	type SiteTexts,
} from '../../../config/read-site-answers.ts';
import type {SiteAnswers} from '../../../config/site-answers.ts';
import type {SiteFieldId} from '../../../config/site-fields.ts';
import {previewOf} from '../../../engine/site/preview.ts';

export type EntryResult =
	| {readonly ok: true; readonly answers: SiteAnswers}
	| {readonly ok: false; readonly faults: SiteReading['faults']};

export const readEntryForm = (texts: SiteTexts): EntryResult => {
	const reading = readSiteAnswers(texts);
	return isComplete(reading)
		? {ok: true, answers: reading.answers}
		: {ok: false, faults: reading.faults};
};

/** What is missing is no fault before somebody has asked for the result. */
export const shownFaults = (texts: SiteTexts, wasAsked: boolean): SiteReading['faults'] => {
	const {faults} = readSiteAnswers(texts);
	return Object.fromEntries(
		Object.entries(faults).filter(([id]) => wasAsked || texts[id as SiteFieldId] !== ''),
	);
};

export type Preview = {
	readonly lines: readonly string[];
	/** The first line that comes from this field. */
	readonly first: number;
};

/** The document so far, and where in it the field is that somebody types in. */
export const entryPreview = (texts: SiteTexts, id: SiteFieldId | undefined): Preview => {
	const lines = previewOf(readSiteAnswers(texts).answers);
	if (id === undefined) {
		return {lines, first: 0};
	}
	const without = previewOf(readSiteAnswers({...texts, [id]: ''}).answers);
	const first = lines.findIndex((line, index) => line !== without[index]);
	return {lines, first: Math.max(0, first)};
};
