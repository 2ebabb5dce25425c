/** Bytes of a tree as text, refused where they are none: a damaged file must not become a wrong value. */
import type {SiteTree} from '../tree.ts';

/** undefined when it is no UTF-8. A byte order mark is not part of it. */
export const textIn = ({files}: SiteTree, path: string): string | undefined => {
	try {
		return new TextDecoder('utf-8', {fatal: true}).decode(files.get(path) ?? new Uint8Array());
	} catch {
		return undefined;
	}
};
