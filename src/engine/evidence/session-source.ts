/** The source of a support bundle where a session is: what it knows, and its screens. */
import type {System} from '../../system/types.ts';
import type {InstallEvent} from '../events.ts';
import {readJournal} from '../journal.ts';
import {journalName} from '../journal-name.ts';
import type {EvidenceMeans} from './means.ts';
import type {EvidenceSource, Known} from './source.ts';

export type SessionPlace = {
	readonly serves: 'install' | 'deploy';
	readonly stateDirectory: string;
	readonly evidence?: EvidenceMeans | undefined;
	/** Plain data; more than what is named here is taken as it is. */
	readonly known: () => Known & KnownNames;
};

/** What may name the host. */
export type KnownNames = {
	readonly facts?: unknown;
	readonly edgeFacts?: unknown;
	readonly identity?: unknown;
};

export const sessionSource = (
	system: System,
	{serves, stateDirectory, evidence, known}: SessionPlace,
): EvidenceSource => ({
	serves,
	stateDirectory,
	version: evidence?.version ?? 'unknown',
	host: () => hostOf(known()),
	known,
	...(evidence && {
		screens: async () =>
			evidence.draw({
				serves,
				known: known(),
				events: await eventsOf(system, stateDirectory),
				at: system.clock.now().toISOString(),
			}),
	}),
});

/** A journal that is damaged is in the bundle as it is; it only cannot be drawn. */
const eventsOf = async (
	system: System,
	stateDirectory: string,
): Promise<readonly InstallEvent[]> => {
	try {
		return await readJournal(system, `${stateDirectory}/${journalName}`);
	} catch {
		return [];
	}
};

/** The serial number is on the sticker; the others are what a host without one has. */
const hostOf = ({facts, edgeFacts, identity}: KnownNames): string =>
	factAt(facts, 'host', 'serial') ??
	factAt(facts, 'host', 'hostName') ??
	factAt(edgeFacts, 'hostName') ??
	textAt(identity, 'hostName') ??
	textAt(identity, 'cluster') ??
	'host';

const factAt = (value: unknown, ...path: readonly string[]): string | undefined =>
	textAt(value, ...path, 'value');

const textAt = (value: unknown, ...path: readonly string[]): string | undefined => {
	const found = path.reduce<unknown>(
		(inner, name) =>
			typeof inner === 'object' && inner !== null
				? (inner as Readonly<Record<string, unknown>>)[name]
				: undefined,
		value,
	);
	return typeof found === 'string' && found !== '' ? found : undefined;
};
