/** What is said of the host. The boot id is left out: nobody on the phone can use it. */
import type {Fact, Facts, HostFacts, Nic} from '../../hardware/facts.ts';
import type {Loaded} from '../../store/state.ts';
import type {Words} from '../../words/index.ts';
import {bytesText} from '../../words/measures.ts';
import {factEntry, factText, problemLines, timeText} from '../facts.ts';
import {type Entry, type Line, paragraph, sheet} from '../lines.ts';
import {nicsByLink, speedText} from '../network/lines.ts';

export const hostLines = (
	facts: Loaded<Facts>,
	eligibleDisks: number,
	words: Words,
	columns: number,
): readonly Line[] => {
	switch (facts.kind) {
		case 'absent':
			return paragraph(words.screens.host.notYet, columns);
		case 'loading':
			return paragraph(words.screens.host.looking, columns, {tone: 'busy'});
		case 'failed':
			return problemLines(facts.problem, words, columns);
		case 'loaded':
			return sheet(hostEntries(facts.value, eligibleDisks, words), columns);
	}
};

const hostEntries = (
	{host, disks, network}: Facts,
	eligibleDisks: number,
	words: Words,
): readonly Entry[] => {
	const {facts: labels, selinux, diskCount} = words.screens.host;
	return [
		factEntry(labels.vendor, host.vendor, words),
		factEntry(labels.product, host.product, words),
		factEntry(labels.serial, host.serial, words),
		factEntry(labels.hostName, host.hostName, words),
		factEntry(labels.firmware, host.firmware, words, (firmware) => firmware.toUpperCase()),
		factEntry(labels.architecture, host.architecture, words),
		cpuEntry(host, words),
		factEntry(labels.memory, host.memoryBytes, words, bytesText),
		factEntry(labels.kernel, host.kernel, words),
		factEntry(labels.selinux, host.isSelinuxEnabled, words, (on) =>
			on ? selinux.on : selinux.off,
		),
		clockEntry(host, words),
		factEntry(labels.disks, disks, words, (found) => diskCount(found.length, eligibleDisks)),
		...nicEntries(network.nics, words),
	];
};

const cpuEntry = ({onlineCpus, cpuModel}: HostFacts, words: Words): Entry => {
	const {facts: labels, cpu} = words.screens.host;
	const value = cpu(factText(onlineCpus, words), factText(cpuModel, words));
	const isKnown = onlineCpus.known && cpuModel.known;
	return {label: labels.cpu, value, ...(!isKnown && {tone: 'warning'})};
};

const clockEntry = ({clock, isClockSynchronised: synchronised}: HostFacts, words: Words): Entry => {
	const {facts: labels, clock: text, clockStates} = words.screens.host;
	const state = synchronised.known
		? clockStates[synchronised.value ? 'synchronised' : 'free']
		: clockStates.unknown;
	const isGood = synchronised.known && synchronised.value;
	return {
		label: labels.clock,
		value: text(timeText(clock), state),
		...(!isGood && {tone: 'warning'}),
	};
};

const nicEntries = (nics: Fact<readonly Nic[]>, words: Words): readonly Entry[] => {
	const {facts: labels, unknown} = {...words.screens.host, ...words.screens};
	if (!nics.known) return [{label: labels.nics, value: unknown(nics.reason), tone: 'warning'}];
	const physical = nicsByLink(nics.value).filter(({isPhysical}) => isPhysical);
	if (physical.length === 0) return [{label: labels.nics, value: words.screens.network.none}];
	return physical.map((nic, index) => ({
		label: index === 0 ? labels.nics : '',
		value: shortNic(nic, words),
	}));
};

const shortNic = (nic: Nic, words: Words): string => {
	const {link, noAddress} = words.screens.network;
	const state = nic.link.known ? link[nic.link.value] : link.unknown;
	const [first, ...others] = nic.addresses.map(
		({address, prefixLength}) => `${address}/${prefixLength}`,
	);
	const place =
		first === undefined || others.length === 0
			? (first ?? noAddress)
			: words.screens.host.moreAddresses(first, others.length);
	return `${nic.name} ${nic.mac} ${state} ${speedText(nic, words)}, ${place}`;
};
