/** The record of the run: its events, the programs it ran, how long each step took, what it gathered of a failure. */

import type {System} from '../../../system/types.ts';
import {journalName} from '../../journal-name.ts';
import {readStreamText} from '../read-text.ts';
import type {EvidenceItem, EvidenceSource, Finding} from '../source.ts';
import {thinnedJournal} from '../thinned-journal.ts';
import {stepTimings} from '../timings.ts';
import {endOfFile, fileItem} from './item.ts';

export const journalItems = async ({
	stateDirectory,
}: EvidenceSource): Promise<readonly EvidenceItem[]> => {
	const path = `${stateDirectory}/${journalName}`;
	return [
		{name: journalName, read: ({system}) => shortJournal(system, path)},
		{name: 'timings.json', read: ({system}) => timings(system, path)},
		fileItem('commands.jsonl', `${stateDirectory}/commands.jsonl`),
		fileItem('problem.json', `${stateDirectory}/failure/problem.json`),
		fileItem('result.json', `${stateDirectory}/result.json`),
		{name: 'install-journal.jsonl', read: ({system}) => shortJournal(system, installJournal)},
	];
};

/** Of the install of this host, seen from the installed system. */
const installJournal = `/var/lib/ibi-console/${journalName}`;

/** An engine has little memory; a longer journal is read at its two ends. */
const largestJournalBytes = 6 * 1024 * 1024;
const largestLineBytes = 512 * 1024;
const shortBytes = 1024 * 1024;

const shortJournal = async (system: System, path: string): Promise<Finding | undefined> => {
	const found = await endOfFile(system, path, largestJournalBytes);
	if (found?.note === undefined) {
		return found && thinnedJournal(found, shortBytes);
	}
	const head = {offsetBytes: 0, lengthBytes: largestLineBytes};
	const begin = await readStreamText(system.files.readStream(path, head));
	// The first line has the plan, without which nothing can be shown again.
	const text = `${begin.slice(0, begin.indexOf('\n') + 1)}${found.text.slice(found.text.indexOf('\n') + 1)}`;
	return thinnedJournal({...found, text}, shortBytes);
};

const timings = async (system: System, path: string): Promise<Finding | undefined> => {
	const found = await endOfFile(system, path, largestJournalBytes);
	return found && {text: `${JSON.stringify(stepTimings(found.text), undefined, 2)}\n`};
};
