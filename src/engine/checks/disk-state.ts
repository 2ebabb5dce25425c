/** What is on the installation disk and how it fares: nothing here blocks, all of it is said before the wipe. Pure. */
import type {Disk, DiskContents, Fact} from '../../hardware/facts.ts';
import {soleMemberships} from '../../hardware/membership.ts';
import {diskCheckWords as words} from '../../words/checks/disk.ts';
import type {Check, Subject, Verdict} from '../check.ts';
import {failed, passed, unknown, withDisk} from './verdicts.ts';

const warning = (id: string, judge: (disk: Disk, subject: Subject) => Verdict): Check => ({
	id,
	severity: 'warning',
	needs: 'disk',
	examine: (subject) => withDisk(subject, (disk) => judge(disk, subject)),
});

export const diskStateChecks: readonly Check[] = [
	warning('disk-single-member', (disk) =>
		whenRead(disk, () => {
			const alone = soleMemberships(disk);
			return alone.length === 0
				? passed(words.noMember)
				: failed(
						words.diesWithIt(
							alone.map(({signature, name}) =>
								name === undefined ? signature : `${signature} ${name}`,
							),
						),
					);
		}),
	),
	warning('disk-has-os', (disk) =>
		whenRead(disk, (contents) => {
			if (contents.kind === 'empty') {
				return passed(words.empty);
			}
			return contents.earlierInstall === undefined
				? passed(contents.looksLike)
				: failed(words.hasSystem(contents.looksLike, contents.partitions.length));
		}),
	),
	warning('disk-stale-table', (disk) =>
		whenRead(disk, (contents) => {
			const faults = contents.kind === 'data' ? (contents.tableFaults ?? []) : [];
			return faults.length === 0 ? passed(words.soundTable) : failed(words.staleTable(faults));
		}),
	),
	warning('disk-health', ({health}) =>
		whenTold(health, ({verdict, notes}) =>
			verdict === 'good' ? passed(words.healthy) : failed(words.unhealthy(verdict, notes)),
		),
	),
	warning('disk-io-errors', ({kernelErrors}) =>
		whenTold(kernelErrors, ({count, last}) =>
			count === 0 ? passed(words.noErrors) : failed(words.errors(count, last)),
		),
	),
	{
		id: 'config-label-once',
		severity: 'warning',
		examine: ({facts: {disks}, disk}) =>
			disks.known ? labelVerdict(disks.value, disk) : unknown(words.unknownDisks(disks.reason)),
	},
];

/** Which label the first start of the installed system looks for, on any block device. */
const configLabel = 'cluster-config';

const labelVerdict = (disks: readonly Disk[], chosen: Disk | undefined): Verdict => {
	const others = disks.filter(({deviceNumber}) => deviceNumber !== chosen?.deviceNumber);
	const places = others.flatMap(({contents}) =>
		contents.known && contents.value.kind === 'data'
			? contents.value.partitions.filter((one) => one.filesystemLabel === configLabel)
			: [],
	);
	if (places.length > 1) {
		return failed(words.manyConfigs(places.map(({path}) => path).join(', ')));
	}
	const unread = others.filter(({kind, contents}) => kind !== 'rom' && !contents.known);
	return unread.length === 0
		? passed(words.oneConfig(places.length))
		: unknown(words.unknownContents(unread.map(({path}) => path).join(', ')));
};

const whenRead = ({contents}: Disk, judge: (contents: DiskContents) => Verdict): Verdict =>
	contents.known ? judge(contents.value) : unknown(words.unreadable(contents.reason));

const whenTold = <Value>(
	fact: Fact<Value> | undefined,
	judge: (value: Value) => Verdict,
): Verdict => {
	if (fact === undefined) {
		return unknown(words.unreadable(words.notAsked));
	}
	return fact.known ? judge(fact.value) : unknown(words.unreadable(fact.reason));
};
