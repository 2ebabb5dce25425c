/** The record of the run: its events, the programs it ran, how long each step took, what it gathered of a failure. */
import {journalName} from '../../journal.ts';
import type {EvidenceItem, EvidenceSource} from '../source.ts';
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

/** A run of a day; what is longer is read from its end and cannot be shown again. */
const largestJournalBytes = 64 * 1024 * 1024;
const shortBytes = 1024 * 1024;

type System = Parameters<EvidenceItem['read']>[0]['system'];

const shortJournal = async (system: System, path: string) => {
	const found = await endOfFile(system, path, largestJournalBytes);
	return found && thinnedJournal(found, shortBytes);
};

const timings = async (system: System, path: string) => {
	const found = await endOfFile(system, path, largestJournalBytes);
	return found && {text: `${JSON.stringify(stepTimings(found.text), undefined, 2)}\n`};
};
