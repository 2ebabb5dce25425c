/** The proxy of this engine, typed, and then beside the one that there is now. */
import {useState} from 'react';
import type {ProxyChange, ShownProxy} from '../../../engine/tools/proxy-change.ts';
import {useWords} from '../../context.tsx';
import {draftOf} from '../../editor.ts';
import {ConfirmDeed} from '../confirm-deed.tsx';
import {type ProxyField, proxyFields, proxyLines, readProxyForm} from './proxy-form.ts';
import {type Drafts, mapFields, TypedForm} from './typed-form.tsx';

export const ProxyScreen = ({
	now,
	close,
}: {
	/** As it was when somebody began to type. */
	readonly now: ShownProxy;
	readonly close: () => void;
}) => {
	const words = useWords();
	const {compare, proxy} = words.screens.tools.network;
	const [drafts, setDrafts] = useState<Drafts<ProxyField>>(() =>
		mapFields(proxyFields, (field) => draftOf(now[field])),
	);
	const [change, setChange] = useState<ProxyChange>();
	const take = (texts: ShownProxy) => {
		const result = readProxyForm(now, texts);
		if (!result.ok) return result;
		setChange(result.change);
		return undefined;
	};
	if (change === undefined) {
		return (
			<TypedForm
				title={proxy.title}
				fields={proxyFields}
				words={proxy}
				drafts={drafts}
				setDrafts={setDrafts}
				take={take}
				close={close}
			/>
		);
	}
	return (
		<ConfirmDeed
			title={proxy.ask}
			text={proxy.text}
			lines={(columns) => proxyLines(now, change, words, columns)}
			label={compare.start}
			deed={{type: 'tool.do', deed: 'proxy.try', params: change}}
			close={close}
		/>
	);
};
