/** What was installed on a disk before, by its likely owner; nothing is mounted to find out more. Pure. */
import type {EarlierInstall} from './disk-facts.ts';
import {unknown} from './fact.ts';
import type {InstallKind} from './looks-like.ts';

export const earlierInstall = (kind: InstallKind | undefined): EarlierInstall | undefined => {
	switch (kind) {
		case 'image-based':
			return {kind, isComplete: unknown('the disk was not mounted')};
		case 'coreos':
		case 'windows':
		case 'vmware':
		case 'linux':
			return {kind};
		case undefined:
			return undefined;
	}
};
