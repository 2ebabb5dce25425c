/** The keys of an engine that several consoles share: who holds them, how they change hands, and what is told of it. */
import {useSyncExternalStore} from 'react';
import type {Link} from '../engine/service/client.ts';
import type {LinkPort} from '../store/attached.ts';
import type {Words} from '../words/index.ts';
import {useKeys} from './terminal/keyboard.tsx';

/** What must be said; undefined while this console holds the keys and nobody asks for them. */
export const useLink = (port: LinkPort | undefined, words: Words): string | undefined => {
	const link = useSyncExternalStore(port?.subscribe ?? never, port?.getLink ?? nothing);
	useKeys((key) => {
		const verb = key.name === 'text' ? verbOf(key.text, link) : undefined;
		if (verb === undefined || port === undefined) {
			return false;
		}
		port.baton(verb);
		return true;
	});
	return link && noticeOf(link, words);
};

const never = (): (() => void) => () => {};

const nothing = (): Link | undefined => undefined;

const verbOf = (text: string, link: Link | undefined): 'take' | 'keep' | undefined => {
	if (link === undefined || !link.isConnected) {
		return undefined;
	}
	const isHolder = link.baton.holder?.id === link.you;
	if (isHolder) {
		return link.baton.taking && text.toLowerCase() === 'k' ? 'keep' : undefined;
	}
	return text.toLowerCase() === 't' ? 'take' : undefined;
};

const noticeOf = (
	{isConnected, isLost = false, you, baton}: Link,
	{screens}: Words,
): string | undefined => {
	const {starting, away, lost, asked, asking, watching, free} = screens.link;
	if (!isConnected) {
		if (isLost) return lost;
		return you === undefined ? starting : away;
	}
	const {holder, taking} = baton;
	if (holder?.id === you) {
		return taking && asked(taking.by.name, Math.ceil(taking.remainingMs / 1000));
	}
	if (taking) {
		return asking(taking.by.name, holder?.name ?? '', Math.ceil(taking.remainingMs / 1000));
	}
	return holder ? watching(holder.name) : free;
};
