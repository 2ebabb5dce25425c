/** A change of the network, typed, and then beside what the network is now. Nothing is applied before the last line. */
import {useState} from 'react';
import type {NetworkChange} from '../../../engine/tools/network-change.ts';
import {interfaceOf} from '../../../engine/tools/network-change.ts';
import {useWords} from '../../context.tsx';
import {draftOf} from '../../editor.ts';
import {ConfirmDeed} from '../confirm-deed.tsx';
import {compareLines} from './change-lines.ts';
import {type ChangeField, type ChangeTexts, changeFields, readChangeForm} from './form.ts';
import {type Drafts, mapFields, TypedForm} from './typed-form.tsx';

export const ChangeScreen = ({
	card,
	now,
	close,
}: {
	readonly card: string;
	/** As it was when somebody began to type. */
	readonly now: ChangeTexts;
	readonly close: () => void;
}) => {
	const words = useWords();
	const {compare, form} = words.screens.tools.network;
	const [drafts, setDrafts] = useState<Drafts<ChangeField>>(() =>
		mapFields(changeFields, (field) => draftOf(now[field])),
	);
	const [change, setChange] = useState<NetworkChange>();
	const take = (texts: ChangeTexts) => {
		const result = readChangeForm(texts);
		if (result.ok) {
			setChange(result.change);
			return undefined;
		}
		const {outside} = result;
		return outside === undefined ? result : {...result, told: form.outside(outside)};
	};
	if (change === undefined) {
		return (
			<TypedForm
				title={form.title(card)}
				fields={changeFields}
				words={form}
				drafts={drafts}
				setDrafts={setDrafts}
				take={take}
				close={close}
			/>
		);
	}
	return (
		<ConfirmDeed
			title={compare.title(interfaceOf(change))}
			text={compare.text}
			lines={(columns) => compareLines(now, change, words, columns)}
			label={compare.start}
			deed={{type: 'tool.do', deed: 'network.try', params: change}}
			close={close}
		/>
	);
};
