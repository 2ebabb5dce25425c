/** What the evidence screen says: of the groups, and of the bundle in the making or made; pure. */
import {type EvidenceGroup, evidenceGroups} from '../../../engine/evidence/group-names.ts';
import type {Stick} from '../../../engine/evidence/sticks.ts';
import type {DeedState} from '../../../store/reduce-tools.ts';
import type {Words} from '../../../words/index.ts';
import {bytesText} from '../../../words/measures.ts';
import {type Line, paragraph, span} from '../../lines.ts';
import {deedLines} from '../deed-lines.ts';

/** A deed of this tool. */
export type EvidenceDeed = DeedState & {readonly deed: `evidence.${string}`};

export const isEvidenceDeed = (deed: DeedState | undefined): deed is EvidenceDeed =>
	deed?.deed.startsWith('evidence.') === true;

export const groupsLines = (
	leftOut: readonly EvidenceGroup[],
	{screens}: Words,
	columns: number,
): readonly Line[] => {
	const {groupsIn, groupsOut, groupNames, nothingYet} = screens.tools.evidence;
	const named = (groups: readonly EvidenceGroup[]): string =>
		groups.map((group) => groupNames[group]).join(', ');
	const taken = evidenceGroups.filter((group) => !leftOut.includes(group));
	return [
		...paragraph(groupsIn(taken.length === 0 ? nothingYet : named(taken)), columns),
		...(leftOut.length === 0 ? [] : paragraph(groupsOut(named(leftOut)), columns)),
	];
};

/** `vfat, CONFIG, 16 GB` */
export const stickText = ({filesystem, label, sizeBytes}: Stick): string =>
	[filesystem, label, bytesText(sizeBytes)].filter((part) => part !== undefined).join(', ');

export const workLines = (
	deed: EvidenceDeed | undefined,
	words: Words,
	columns: number,
): readonly Line[] => {
	if (deed === undefined) return [];
	switch (deed.outcome?.kind) {
		case undefined:
			return runningLines(deed, words, columns);
		case 'done':
			return doneLines(deed, words, columns);
		case 'cancelled':
		case 'failed':
			return deedLines(deed, words, columns);
	}
};

/** A line to be typed elsewhere is never wrapped: it is cut off visibly where the screen is too narrow. */
const runningLines = (
	{deed, progress: {done = 0, line}}: EvidenceDeed,
	{screens}: Words,
	columns: number,
): readonly Line[] => {
	const {working, typeThere} = screens.tools.evidence;
	if (deed === 'evidence.web' && line !== undefined) {
		const curls = line.split('\n').flatMap((text) => paragraph(text, columns, {tone: 'strong'}));
		return [...paragraph(typeThere, columns, {tone: 'busy'}), ...curls];
	}
	return [
		...paragraph(working(done), columns, {tone: 'busy'}),
		...(line === undefined ? [] : [[span(line, 'muted')]]),
	];
};

const doneLines = (deed: EvidenceDeed, words: Words, columns: number): readonly Line[] => {
	if (deed.outcome?.kind !== 'done') return [];
	const {bundle, items, missing} = words.screens.tools.evidence;
	const {name, sizeBytes, items: count, faults, cut} = deed.outcome.result;
	const text = bundle(name, bytesText(sizeBytes), items(count), missing(faults, cut));
	return [
		...paragraph(text, columns),
		...paragraph(whereText(deed, deed.outcome.result.path, words), columns, {tone: 'good'}),
	];
};

const whereText = ({deed, about}: EvidenceDeed, path: string, {screens}: Words): string => {
	const {onStick, uploaded, fetched, kept} = screens.tools.evidence;
	switch (deed) {
		case 'evidence.stick':
			return onStick(about);
		case 'evidence.upload':
			return uploaded(about);
		case 'evidence.web':
			return fetched;
		case 'evidence.keep':
			return kept(path);
	}
};
