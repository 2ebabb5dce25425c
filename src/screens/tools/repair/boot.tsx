/** From where the host is started next: the entries of its firmware, or words where it has none. */
import {useState} from 'react';
import type {Reading} from '../../../engine/tools/looks/index.ts';
import type {Words} from '../../../words/index.ts';
import {type MenuItem, useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {commandOf} from '../../keys.ts';
import {paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import {AskFirst} from '../ask-first.tsx';
import {useTools} from '../tools-context.tsx';

type Choice = {readonly entry?: string; readonly label: string};

export const BootScreen = ({
	boot,
	close,
}: {
	readonly boot: Reading<'repair'>['boot'] | undefined;
	readonly close: () => void;
}) => {
	const {repair} = useWords().screens.tools;
	const {dispatch} = useTools();
	const [choice, setChoice] = useState<Choice>();
	if (choice === undefined) {
		return <EntryList boot={boot} choose={setChoice} close={close} />;
	}
	const params = choice.entry === undefined ? {} : {entry: choice.entry};
	return (
		<AskFirst
			title={repair.bootConfirm(choice.label)}
			label={repair.bootConfirm(choice.label)}
			text={repair.confirm.boot}
			act={() => dispatch({type: 'tool.do', deed: 'host.restart', params})}
			close={close}
		/>
	);
};

const EntryList = ({
	boot,
	choose,
	close,
}: {
	readonly boot: Reading<'repair'>['boot'] | undefined;
	readonly choose: (choice: Choice) => void;
	readonly close: () => void;
}) => {
	const words = useWords();
	const {repair, looking, leaveAsIs} = words.screens.tools;
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
	const entries = boot?.known ? entryItems(boot.value, words) : [];
	const items = [{id: 'back', label: leaveAsIs}, ...entries, {id: 'any', label: repair.anyBoot}];
	const menu = useMenu(items, (id) => {
		const entry = entries.find((one) => one.id === id);
		if (id === 'back') close();
		else choose(entry ? {entry: entry.id, label: entry.label} : {label: repair.anyBoot});
	});
	return (
		<SheetScreen
			title={repair.bootTitle}
			tone="warning"
			menu={menu}
			lines={(columns) => {
				if (boot === undefined) return paragraph(looking, columns);
				return paragraph(boot.known ? repair.bootText : repair.noEfi(boot.reason), columns);
			}}
		/>
	);
};

const entryItems = (
	entries: (Reading<'repair'>['boot'] & {readonly known: true})['value'],
	{screens}: Words,
): readonly MenuItem[] => {
	const {bootEntry, bootFrom, current} = screens.tools.repair;
	return entries.map(({number, label, from, isCurrent}) => ({
		id: number,
		label: `${bootEntry(number, label, from === undefined ? '' : bootFrom[from])}${isCurrent ? current : ''}`,
	}));
};
