/** The file that the journal lies in, in every directory that has one. */
export const journalName = 'journal.jsonl';
