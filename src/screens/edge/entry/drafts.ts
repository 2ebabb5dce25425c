/** What stands in the fields of the typed configuration; the console keeps it, so that going away loses nothing. */
import type {SiteTexts} from '../../../config/read-site-answers.ts';
import {type SiteFieldId, siteFields} from '../../../config/site-fields.ts';
import {type Draft, draftOf} from '../../editor.ts';

/** Absent: nothing was typed. */
export type EntryDrafts = {readonly [Id in SiteFieldId]?: Draft};

export const emptyEntry: EntryDrafts = {};

export const draftAt = (drafts: EntryDrafts, id: SiteFieldId): Draft => drafts[id] ?? draftOf('');

/** What nobody may find who comes by later. */
export const withoutSecrets = (drafts: EntryDrafts): EntryDrafts =>
	Object.fromEntries(
		siteFields.flatMap(({id, isSecret}) => (isSecret ? [] : [[id, draftAt(drafts, id)]])),
	);

export const entryTexts = (drafts: EntryDrafts): SiteTexts =>
	Object.fromEntries(siteFields.map(({id}) => [id, draftAt(drafts, id).text]));
