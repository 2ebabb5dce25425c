/** Names that follow from a seed. Pure. */
import type {SeedSource} from '../../seed/info.ts';

/** The stateroot of the installed system; scripts and the first boot know it by this name. */
export const staterootOf = (seedVersion: string): string =>
	`rhcos_${seedVersion.replaceAll('-', '_')}`;

/** The same image by its digest: what was checked is what is fetched, whatever the tag says by then. */
export const imageByDigest = (image: string, digest: string): string =>
	`${(image.split('@')[0] ?? image).replace(/:[^:/]+$/, '')}@${digest}`;

/** As a person would write it. */
export const seedName = (source: SeedSource): string => {
	switch (source.kind) {
		case 'registry':
			return source.image;
		case 'oci-directory':
			return `oci:${source.path}`;
		case 'oci-archive':
			return `oci-archive:${source.path}`;
	}
};
