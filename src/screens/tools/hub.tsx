/** The tools of this host, by their digits. */
import {type MenuItem, useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import {emptyLine, paragraph} from '../lines.ts';
import {deedLines} from './deed-lines.ts';
import type {ToolId} from './rows.tsx';
import {useTools} from './tools-context.tsx';

export const HubScreen = ({
	ids,
	closed,
	guarded,
	initial,
	open,
}: {
	readonly ids: readonly ToolId[];
	/** Those that keep their digits and do not open. */
	readonly closed: readonly ToolId[];
	/** Those that ask before they open. */
	readonly guarded: readonly ToolId[];
	/** Where a person came from. */
	readonly initial: ToolId | undefined;
	readonly open: (id: ToolId) => void;
}) => {
	const words = useWords();
	const {state} = useTools();
	const {title, intro, names, records} = words.screens.tools;
	const labelOf = (id: ToolId): string => {
		if (closed.includes(id)) return records.closed(names[id]);
		return guarded.includes(id) ? records.guarded(names[id]) : names[id];
	};
	const items = ids.map((id): MenuItem => ({id, label: labelOf(id)}));
	const take = (taken: string): void => {
		const id = ids.find((one) => one === taken);
		if (id && !closed.includes(id)) open(id);
	};
	const menu = useMenu(items, take, initial && {initial});
	return (
		<SheetScreen
			title={title}
			menu={menu}
			lines={(columns) => [
				emptyLine,
				...paragraph(intro, columns),
				...(closed.length > 0 ? paragraph(records.reason, columns) : []),
				emptyLine,
				...deedLines(state.deed, words, columns),
			]}
		/>
	);
};
