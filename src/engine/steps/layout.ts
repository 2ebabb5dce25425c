/**
 * Where things are on an installation disk and while it is mounted: numbers, mount points and the work
 * directory. They are interfaces to CoreOS, to scripts that run after an install, and to the seed.
 */

/** Of every CoreOS metal image. */
export const bootPartition = 3;
export const rootPartition = 4;

export const sysroot = '/mnt';
export const bootMountpoint = '/mnt/boot';
export const containersMountpoint = '/var/lib/containers';

export const repository = `${sysroot}/ostree/repo`;

/**
 * On the installation disk, since memory is scarce on a live system; below `ostree`, since CoreOS makes the
 * root directory immutable; and on the filesystem of the repository, so that objects are linked, not copied.
 */
const workDirectory = `${sysroot}/ostree/.ibi-console`;

export const work = {
	root: workDirectory,
	layout: `${workDirectory}/seed`,
	/** Written when the layout is whole and nobody writes to it any more. */
	downloaded: `${workDirectory}/downloaded`,
	repository: `${workDirectory}/repo`,
	members: `${workDirectory}/members`,
	/** Names of objects that the base system has brought. */
	present: `${workDirectory}/present`,
	/** Spool files of programs. */
	temporary: `${workDirectory}/tmp`,
	/** Written when both digests of each layer matched; names the seed. */
	verified: `${workDirectory}/verified.json`,
	images: `${workDirectory}/images.json`,
} as const;

/** Copied to the live system as well: scripts that run after the install read it there. */
export const liveImageList = '/var/tmp/containers.list';
export const liveManifest = '/var/tmp/manifest.json';

/** Of the installed system, as seen while its disk is mounted. */
export const stateroot = (name: string): string => `${sysroot}/ostree/deploy/${name}`;

/** Result and journal of the install, on the installed system below /var/lib. */
export const recordDirectory = (name: string): string => `${stateroot(name)}/var/lib/ibi-console`;
