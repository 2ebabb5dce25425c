/** The doctor at a medium: what is on it, and everything that is wrong with it, all at once. */
import type {SiteSource} from '../../config/site-source.ts';
import {isCancelled, toProblem} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {shownUrl} from './fetch.ts';
import {type Examined, judgeTree} from './judge-tree.ts';
import {type Located, locateMedium, locateSource} from './locate.ts';
import type {Medium} from './medium.ts';

export type Choice<Item> =
	| {readonly kind: 'none'}
	| {readonly kind: 'one'; readonly item: Item}
	/** Each has another configuration: a person removes all but one. */
	| {readonly kind: 'differ'; readonly items: readonly Item[]};

/** What cannot be read is a fault of the whole. @throws InstallError CANCELLED */
export const examineMedium = (
	system: System,
	medium: Pick<Medium, 'device' | 'label'>,
	signal: AbortSignal,
): Promise<Examined> => examined(system, medium.device, () => locateMedium(system, medium, signal));

export const examineSource = (
	system: System,
	source: SiteSource,
	signal: AbortSignal,
): Promise<Examined> =>
	examined(system, sourceName(source), () => locateSource(system, source, signal));

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

const examined = async (
	{clock}: System,
	name: string,
	locate: () => Promise<Located>,
): Promise<Examined> => {
	try {
		const {tree, origin} = await locate();
		return judgeTree(name, tree, origin, clock.now());
	} catch (error) {
		const {code, message} = toProblem(error);
		if (isCancelled(error) || code === 'BUG') {
			throw error;
		}
		return {name, digest: '', faults: [{file: name, why: message.replace(/\.$/, '')}]};
	}
};

/** For people: an address without its password. */
export const sourceName = (source: SiteSource): string => {
	switch (source.kind) {
		case 'file':
		case 'iso':
			return source.path;
		case 'label':
			return `label:${source.label}`;
		case 'url':
			return shownUrl(source.url);
	}
};
