/** The doctor at a medium: what is on it, and everything that is wrong with it, all at once. */
import type {DocumentFault} from '../../config/document-fault.ts';
import type {SiteSource} from '../../config/site-source.ts';
import type {System} from '../../system/types.ts';
import type {Medium} from './medium.ts';
import type {Site} from './site.ts';

export type Examined = {
	/** As `/dev/sdb1`, a path, or a URL without its password. */
	readonly name: string;
	readonly digest: string;
	/** Present when nothing but warnings were found. */
	readonly site?: Site;
	readonly faults: readonly DocumentFault[];
};

export type Choice<Item> =
	| {readonly kind: 'none'}
	| {readonly kind: 'one'; readonly item: Item}
	/** Each has another configuration: a person removes all but one. */
	| {readonly kind: 'differ'; readonly items: readonly Item[]};

/** Never throws for what is on the medium. @throws InstallError CANCELLED */
export const examineMedium = async (
	_system: System,
	_medium: Pick<Medium, 'device' | 'label'>,
	_signal: AbortSignal,
): Promise<Examined> => {
	throw new Error('not yet');
};

export const examineSource = async (
	_system: System,
	_source: SiteSource,
	_signal: AbortSignal,
): Promise<Examined> => {
	throw new Error('not yet');
};

/** Of labelled media: all the same are as good as one. */
export const chooseMedium = <Item extends Pick<Examined, 'digest'>>(
	items: readonly Item[],
): Choice<Item> => {
	const [first, ...others] = items;
	if (first === undefined) {
		return {kind: 'none'};
	}
	return others.every(({digest}) => digest === first.digest)
		? {kind: 'one', item: first}
		: {kind: 'differ', items};
};
