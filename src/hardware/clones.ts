/** Disks whose partition tables have one id: copies of each other, which labels and ids cannot tell apart. Pure. */
import type {Disk} from './facts.ts';

export const withCloneFaults = (disks: readonly Disk[]): readonly Disk[] =>
	disks.map((disk) => {
		const own = tableId(disk);
		const copies = disks.filter(
			(other) => own !== undefined && tableId(other) === own && !isSame(disk, other),
		);
		const fault = `its partition table has the id of that on ${copies.map(({path}) => path).join(', ')}`;
		return copies.length === 0
			? disk
			: {...disk, identityFaults: [...(disk.identityFaults ?? []), fault]};
	});

const tableId = ({contents}: Disk): string | undefined =>
	contents.known && contents.value.kind === 'data' ? contents.value.tableId : undefined;

/** A map and its paths are one disk, an array and its members show one table. */
const isSame = (one: Disk, other: Disk): boolean =>
	one.deviceNumber === other.deviceNumber ||
	one.twins?.includes(other.path) === true ||
	placesOf(one).some((place) => placesOf(other).includes(place));

const placesOf = ({path, multipath, raid}: Disk): readonly string[] => [
	path,
	...(multipath?.role === 'map' ? multipath.paths : []),
	...(multipath?.role === 'path' ? [multipath.map] : []),
	...(raid?.members ?? []),
];
