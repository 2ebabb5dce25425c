/** Asks LVM and mdadm what the disks are parts of; without them, or without an answer, that stays unknown. */
import type {System} from '../system/types.ts';
import {listPhysicalVolumes, type PhysicalVolume} from '../tools/lvm.ts';
import {examineMember} from '../tools/mdadm.ts';
import type {Signature} from '../tools/wipefs.ts';
import {type Disk, type Fact, known} from './facts.ts';
import {probeLimitMs} from './probes.ts';
import {type RelationSources, raidMemberPaths} from './relations.ts';
import {asFact} from './time-limit.ts';

export const askRelations = async (
	system: System,
	disks: readonly Disk[],
	signatures: RelationSources['signatures'],
	signal: AbortSignal | undefined,
): Promise<RelationSources> => {
	const [volumes, arrays] = await Promise.all([
		askVolumes(system, [...signatures.values()].flat(), signal),
		askArrays(system, disks, signatures, signal),
	]);
	return {signatures, volumes, arrays};
};

/** LVM is asked only where something of it was found: it would read all disks to find nothing. */
const askVolumes = async (
	system: System,
	signatures: readonly Signature[],
	signal: AbortSignal | undefined,
): Promise<Fact<readonly PhysicalVolume[]>> => {
	if (!signatures.some(({type}) => type.startsWith('LVM'))) {
		return known([]);
	}
	const limit = {what: 'the volume groups', limitMs: probeLimitMs, signal};
	return asFact(system, limit, async (either) => known(await listPhysicalVolumes(system, either)));
};

const askArrays = async (
	system: System,
	disks: readonly Disk[],
	signatures: RelationSources['signatures'],
	signal: AbortSignal | undefined,
): Promise<RelationSources['arrays']> => {
	const paths = disks.flatMap((disk) => raidMemberPaths(disk, signatures.get(disk.path) ?? []));
	return new Map(
		await Promise.all(
			paths.map(async (path) => {
				const limit = {what: path, limitMs: probeLimitMs, signal};
				const member = await asFact(system, limit, async (either) =>
					known(await examineMember(system, path, either)),
				);
				return [path, member] as const;
			}),
		),
	);
};
