/** Of either session: ids that can be read out on the phone, and how far it came. Pure. */
import type {RunState} from '../../store/state.ts';
import type {Words} from '../../words/index.ts';
import {factText, hostText} from '../facts.ts';
import type {Entry} from '../lines.ts';
import type {ToolHost} from '../tools/host.ts';

export const lockEntries = (host: ToolHost, words: Words): readonly Entry[] => {
	const {labels} = words.screens.lock;
	return [
		...(host.serves === 'install' ? installIds(host.state, words) : edgeIds(host.state, words)),
		{label: labels.state, value: stateText(host.state.run, words), tone: 'strong'},
	];
};

const installIds = (
	{facts, chosenDisk}: Extract<ToolHost, {serves: 'install'}>['state'],
	words: Words,
): readonly Entry[] => {
	const {labels, noDisk} = words.screens.lock;
	const known = facts.kind === 'loaded' ? facts.value.host : undefined;
	return [
		...(known
			? [
					{label: labels.host, value: hostText(known, words)},
					{label: labels.serial, value: factText(known.serial, words)},
				]
			: []),
		{label: labels.disk, value: chosenDisk ?? noDisk},
	];
};

const edgeIds = (
	{facts, identity}: Extract<ToolHost, {serves: 'deploy'}>['state'],
	words: Words,
): readonly Entry[] => {
	const {labels} = words.screens.lock;
	return [
		...(facts.kind === 'loaded'
			? [{label: labels.host, value: factText(facts.value.hostName, words)}]
			: []),
		...(identity
			? [
					{label: labels.cluster, value: identity.cluster},
					{label: labels.addresses, value: identity.addresses.join(', ')},
				]
			: []),
	];
};

const stateText = (run: RunState | undefined, {screens}: Words): string => {
	const {states} = screens.lock;
	const outcome = run?.outcome;
	if (outcome === undefined) return run ? states.running : states.nothing;
	return outcome.kind === 'failed' ? states.failed(outcome.error.code) : states[outcome.kind];
};
