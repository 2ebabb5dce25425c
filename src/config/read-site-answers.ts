/** From what was typed to answers: field by field, then what fields must have in common. Pure. */
import {Secret} from '../secret.ts';
import type {SiteAnswers} from './site-answers.ts';
import {type SiteFieldId, siteFields} from './site-fields.ts';
import {networkFaults} from './site-network.ts';

/** By field; an empty text is no answer. */
export type SiteTexts = {readonly [Id in SiteFieldId]?: string | Secret};

export type SiteReading = {
	/** What could be read, for the preview. */
	readonly answers: Partial<SiteAnswers>;
	/** At each field that keeps them from being complete. */
	readonly faults: {readonly [Id in SiteFieldId]?: string};
};

export const readSiteAnswers = (texts: SiteTexts): SiteReading => {
	const answers: Record<string, unknown> = {};
	const faults: Record<string, string> = {};
	for (const {id, read, isRequired} of siteFields) {
		const text = plainText(texts[id]);
		if (text !== '') {
			const reading = read(text);
			if ('fault' in reading) {
				faults[id] = reading.fault;
			} else {
				answers[id] = reading.value;
			}
		} else if (isRequired) {
			faults[id] = 'is required';
		}
	}
	const read = answers as Partial<SiteAnswers>;
	return {answers: read, faults: {...faultsBetween(read), ...faults}};
};

/** Everything that is required was answered, and nothing is wrong. */
export const isComplete = (reading: SiteReading): reading is CompleteReading =>
	Object.keys(reading.faults).length === 0;

type CompleteReading = SiteReading & {readonly answers: SiteAnswers};

/** The last of several faults at one field is told; the others come up when it is gone. */
const faultsBetween = (answers: Partial<SiteAnswers>): SiteReading['faults'] => {
	const {noProxy, httpProxy, httpsProxy} = answers;
	const isForNothing = noProxy !== undefined && httpProxy === undefined && httpsProxy === undefined;
	return {
		...(isForNothing && {noProxy: 'there is no proxy that it could be an exception of'}),
		...Object.fromEntries(networkFaults(answers).map(({field, why}) => [field, why])),
	};
};

const plainText = (text: string | Secret | undefined): string =>
	(text instanceof Secret ? text.reveal() : (text ?? '')).trim();
