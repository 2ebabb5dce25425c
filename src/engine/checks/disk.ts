/** Checks of the installation disk and of the other disks beside it. Pure. */
import {defaultSettings} from '../../config/defaults.ts';
import {mayGoBelowMinimums, minimumsOf} from '../../config/minimums.ts';
import {parsePartitionStart, partitionStartFault, startByte} from '../../config/partition-start.ts';
import {diskName, sizeText} from '../../hardware/disk-name.ts';
import type {Disk, Facts} from '../../hardware/facts.ts';
import {matchDisk} from '../../hardware/match.ts';
import {diskCheckWords as words} from '../../words/checks/disk.ts';
import type {Check, Subject, Verdict} from '../check.ts';
import {failed, passed, unknown, withDisk} from './verdicts.ts';

export const diskPresent: Check = {
	id: 'disk-present',
	severity: 'blocker',
	examine: ({facts: {disks, storage}, config, disk}) => {
		if (!disks.known) {
			return unknown(words.unknownDisks(disks.reason));
		}
		if (disk !== undefined) {
			return passed(diskName(disk.fingerprint));
		}
		if (disks.value.length === 0) {
			return failed(words.noDisks(withoutDriver(storage)));
		}
		const wanted = config.installationDisk?.value;
		return wanted === undefined ? unknown(words.noneChosen) : noSingleMatch(disks.value, wanted);
	},
};

export const diskSize: Check = {
	id: 'disk-size',
	severity: 'blocker',
	needs: 'disk',
	severityFor: ({config}) => (mayGoBelowMinimums(config) ? 'warning' : 'blocker'),
	examine: (subject) =>
		withDisk(subject, ({fingerprint: {sizeBytes}}) => {
			const {diskBytes} = minimumsOf(subject.config);
			return sizeBytes < diskBytes
				? failed(words.tooSmall(sizeText(sizeBytes), sizeText(diskBytes)))
				: passed(sizeText(sizeBytes));
		}),
};

/**
 * Partitions 1 to 4 of a CoreOS image take 513 MiB and a root of about 3.5 GiB, before it grows; a disk that
 * has less before the partition for images is found out only after the wipe.
 */
const systemRoomBytes = 4 * 1024 ** 3;
const imagesRoomBytes = 1024 ** 3;

export const diskLayout: Check = {
	id: 'disk-layout',
	severity: 'blocker',
	needs: 'disk',
	examine: (subject) => withDisk(subject, (disk) => layoutVerdict(subject, disk)),
};

export const otherDiskBootLabel: Check = {
	id: 'other-disk-boot-label',
	severity: 'warning',
	needs: 'disk',
	examine: (subject) => withDisk(subject, (disk) => labelVerdict(subject, disk)),
};

/** Disks behind a controller that no driver took stay invisible. */
const withoutDriver = (storage: Facts['storage']): readonly string[] =>
	storage?.controllers.known
		? storage.controllers.value.filter(({driver}) => driver === undefined).map(({id}) => id)
		: [];

const noSingleMatch = (disks: readonly Disk[], wanted: string): Verdict => {
	const match = matchDisk(disks, wanted);
	return match.kind === 'many'
		? failed(words.manyMatches(wanted, match.disks.map(({path}) => path).join(', ')))
		: failed(words.noMatch(wanted));
};

const layoutVerdict = ({config}: Subject, {fingerprint: {sizeBytes}}: Disk): Verdict => {
	const start = config.extraPartitionStart?.value ?? defaultSettings.extraPartitionStart;
	const fault = partitionStartFault(start);
	if (fault !== undefined) {
		return failed(words.badStart(start, fault));
	}
	const systemBytes = startByte(parsePartitionStart(start), sizeBytes);
	const imagesBytes = sizeBytes - systemBytes;
	const [system, images] = [sizeText(Math.max(0, systemBytes)), sizeText(Math.max(0, imagesBytes))];
	if (systemBytes < systemRoomBytes) {
		return failed(words.noRoomForSystem(start, system, sizeText(systemRoomBytes)));
	}
	if (imagesBytes < imagesRoomBytes) {
		return failed(words.noRoomForImages(start, images, sizeText(imagesRoomBytes)));
	}
	return passed(words.layout(system, images));
};

/** The installed system mounts root and boot by filesystem label, the images by partition label. */
const labelVerdict = ({facts: {disks}, config}: Subject, chosen: Disk): Verdict => {
	if (!disks.known) {
		return unknown(words.unknownDisks(disks.reason));
	}
	const imagesLabel = config.extraPartitionLabel?.value ?? defaultSettings.extraPartitionLabel;
	const others = disks.value.filter(({deviceNumber}) => deviceNumber !== chosen.deviceNumber);
	const places = others.flatMap((disk) => labelPlaces(disk, imagesLabel));
	if (places.length > 0) {
		return failed(words.labelTwice(places.join('; ')));
	}
	const unread = others.filter(({kind, contents}) => kind !== 'rom' && !contents.known);
	return unread.length === 0
		? passed(words.labelOnce)
		: unknown(words.unknownContents(unread.map(({path}) => path).join(', ')));
};

const systemLabels: readonly string[] = ['boot', 'root'];

const labelPlaces = ({contents}: Disk, imagesLabel: string): readonly string[] =>
	contents.known && contents.value.kind === 'data'
		? contents.value.partitions.flatMap(({path, label, filesystemLabel}) => [
				...placeOf(path, filesystemLabel, systemLabels),
				...placeOf(path, label, [imagesLabel]),
			])
		: [];

const placeOf = (
	path: string,
	label: string | undefined,
	wanted: readonly string[],
): readonly string[] =>
	label !== undefined && wanted.includes(label) ? [`${path} has the label ${label}`] : [];
