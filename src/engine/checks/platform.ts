/** Checks of processor level, firmware, hardware clock and tools. Pure. */

import type {Fact} from '../../hardware/facts.ts';
import {platformCheckWords as words} from '../../words/checks/platform.ts';
import type {Check, Subject, Verdict} from '../check.ts';
import {failed, passed, unknown, whenKnown, withDisk} from './verdicts.ts';

/** RHEL 9 is built for the second level of x86-64, RHEL 10 for the third. */
const neededLevel = 2;
const neededLevelOfRhel10 = 3;
/** The first release of OpenShift that may stand on RHEL 10. */
const firstWithRhel10 = [4, 22] as const;

export const platformChecks: readonly Check[] = [
	{
		id: 'cpu-level',
		severity: 'blocker',
		severityFor: ({facts}) =>
			facts.cpu?.level.known && facts.cpu.level.value >= neededLevel ? 'warning' : 'blocker',
		examine: (subject) => levelVerdict(subject),
	},
	{
		id: 'fw-mode',
		severity: 'warning',
		examine: ({facts}) =>
			whenKnown(facts.host.firmware, (mode) =>
				mode === 'uefi' ? passed(words.uefi) : failed(words.bios),
			),
	},
	{
		id: 'fw-uefi32',
		severity: 'blocker',
		examine: ({facts}) =>
			whenKnown(facts.host.firmware, (mode) =>
				mode === 'bios'
					? passed(words.noUefi)
					: whenTold(facts.platform?.firmwareBits, (bits) =>
							bits === 64 ? passed(words.uefi64) : failed(words.uefi32),
						),
			),
	},
	{
		id: 'fw-secureboot',
		severity: 'warning',
		examine: ({facts}) =>
			whenTold(facts.platform?.secureBoot, (state) =>
				state === 'setup' ? failed(words.setupMode) : passed(words.secureBoot[state]),
			),
	},
	{
		id: 'time-rtc-local',
		severity: 'warning',
		examine: ({facts}) =>
			whenTold(facts.time?.isRtcLocal, (isLocal) =>
				isLocal ? failed(words.localClock) : passed(words.utcClock),
			),
	},
	{
		id: 'iscsi-nic',
		severity: 'blocker',
		needs: 'disk',
		examine: (subject) => withDisk(subject, () => iscsiVerdict(subject)),
	},
	{
		id: 'tools-missing',
		severity: 'warning',
		examine: ({facts: {storage}}) =>
			storage === undefined
				? unknown(words.notProbed)
				: passed(words.missingTools(storage.missingTools)),
	},
];

const levelVerdict = ({facts, seed}: Subject): Verdict => {
	const {architecture} = facts.host;
	if (architecture.known && architecture.value !== 'amd64') {
		return passed(words.otherArchitecture(architecture.value));
	}
	return whenTold(facts.cpu?.level, (level) => {
		if (level < neededLevel) {
			return failed(words.oldCpu(level, neededLevel, 'RHEL 9'));
		}
		const version = seed?.cluster?.seedClusterOcpVersion;
		if (level >= neededLevelOfRhel10) {
			return passed(words.level(level));
		}
		if (version === undefined) {
			return unknown(words.unknownRelease(level));
		}
		return mayBeRhel10(version)
			? failed(words.oldCpu(level, neededLevelOfRhel10, 'RHEL 10'))
			: passed(words.level(level));
	});
};

const mayBeRhel10 = (version: string): boolean => {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [firstMajor, firstMinor] = firstWithRhel10;
	return major > firstMajor || (major === firstMajor && minor >= firstMinor);
};

/** The card that carries the disk must not be the one of the cluster. */
const iscsiVerdict = ({disk, facts: {network}}: Subject): Verdict => {
	if (disk?.san?.kind !== 'iscsi') {
		return passed(words.noIscsi);
	}
	return whenKnown(disk.san.hostAddress, (address) =>
		whenKnown(network.nics, (nics) =>
			whenKnown(network.defaultRoutes, ([first]) => {
				const carrier = nics.find(({addresses}) =>
					addresses.some((one) => one.address === address),
				);
				return carrier !== undefined && carrier.name === first?.nic
					? failed(words.iscsiOnMachineNic(carrier.name, address))
					: passed(words.iscsiNic(address));
			}),
		),
	);
};

const whenTold = <Value>(
	fact: Fact<Value> | undefined,
	judge: (value: Value) => Verdict,
): Verdict => (fact === undefined ? unknown(words.notProbed) : whenKnown(fact, judge));
