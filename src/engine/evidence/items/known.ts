/** What the session knows of the host and what it was told to do. What it does not know yet is found out now. */
import {probeHost} from '../../../hardware/probe.ts';
import type {EvidenceItem, EvidenceSource} from '../source.ts';
import {fileItem, jsonItem} from './item.ts';

/** Everything that is known and is no configuration. */
export const knownFacts = async (source: EvidenceSource): Promise<readonly EvidenceItem[]> => {
	const known = source.known();
	return [
		known['facts'] === undefined ? probedHost : jsonItem('facts.json', known['facts']),
		...Object.entries(known)
			.filter(([name]) => name !== 'facts' && !configNames.includes(name))
			.map(([name, value]) => jsonItem(`${name}.json`, value)),
	];
};

export const knownConfig = async (source: EvidenceSource): Promise<readonly EvidenceItem[]> => {
	const known = source.known();
	return [
		...configNames.map((name) => jsonItem(`${name}.json`, known[name])),
		fileItem('kernel-arguments.txt', '/proc/cmdline'),
	];
};

const configNames = ['config', 'site', 'plan'];

const probedHost: EvidenceItem = {
	name: 'facts.json',
	read: async ({system, signal}) => ({
		text: `${JSON.stringify(await probeHost(system, signal), undefined, 2)}\n`,
	}),
};
