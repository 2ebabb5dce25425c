/** The document that the typed values make, whole: what is secret in it is masked. */
import {type Line, span} from '../../lines.ts';
import {type EntryDrafts, entryTexts} from './drafts.ts';
import {entryPreview} from './form.ts';

export const previewLines = (drafts: EntryDrafts): readonly Line[] =>
	entryPreview(entryTexts(drafts), undefined).lines.map((line) => [span(line)]);
