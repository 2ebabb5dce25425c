/** The bundle over the serial line that this console is on: made first, then printed, all of it or the lines that are missing. */
import {useState} from 'react';
import type {EvidenceGroup} from '../../../engine/evidence/group-names.ts';
import {readLineNumbers, serialDurationMs} from '../../../engine/evidence/serial-lines.ts';
import {bytesText, durationText} from '../../../words/measures.ts';
import {fieldLines, useField} from '../../components/field.tsx';
import {Frame} from '../../components/frame.tsx';
import {Lines} from '../../components/lines.tsx';
import {MenuList, menuAfter, useMenu} from '../../components/menu.tsx';
import {useWords} from '../../context.tsx';
import {type Draft, draftOf} from '../../editor.ts';
import {commandOf} from '../../keys.ts';
import {emptyLine, paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import type {ToolHost} from '../host.ts';
import {useTools} from '../tools-context.tsx';
import {isEvidenceDeed, workLines} from './lines.ts';

export const SendScreen = ({
	leftOut,
	sendLines,
	close,
}: {
	readonly leftOut: readonly EvidenceGroup[];
	readonly sendLines: ToolHost['sendLines'];
	readonly close: () => void;
}) => {
	const words = useWords();
	const {state, dispatch} = useTools();
	const [draft, setDraft] = useState<Draft>(draftOf(''));
	const [isWrong, setIsWrong] = useState(false);
	const {sending} = words.screens.tools.evidence;
	const deed = isEvidenceDeed(state.deed) ? state.deed : undefined;
	const bundle = deed?.outcome?.kind === 'done' ? deed.outcome.result : undefined;
	const send = (): void => {
		const numbers = readLineNumbers(draft.text);
		setIsWrong(numbers === undefined);
		if (numbers && bundle) sendLines?.(bundle.path, draft.text.trim());
	};
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
	const items = [
		{id: 'lines', label: sending.lines},
		...(bundle && sendLines ? [{id: 'send', label: sending.start}] : []),
		{id: 'make', label: sending.make},
		{id: 'back', label: sending.back},
	];
	const menu = useMenu(
		items,
		(id) => {
			if (id === 'send') send();
			if (id === 'make') dispatch({type: 'tool.do', deed: 'evidence.keep', params: {leftOut}});
			if (id === 'back') close();
		},
		{initial: bundle ? 'send' : 'make'},
	);
	useField(draft, setDraft, {isActive: menu.id === 'lines', enter: () => menu.moveTo('send')});
	return (
		<Frame title={sending.title} hints={['type', 'move', 'take']}>
			{({columns, rows}) => {
				const labelColumns = Math.floor(columns / 2);
				const top = [
					...paragraph(sendLines ? sending.text : sending.noTerminal, columns),
					...(bundle ? paragraph(durationOf(bundle.sizeBytes, sending.size), columns) : []),
					emptyLine,
					...workLines(deed, words, columns),
					emptyLine,
					...fieldLines(
						{
							number: 1,
							label: sending.lines,
							labelColumns,
							draft,
							isFocused: menu.id === 'lines',
							note: sending.example,
							error: isWrong ? sending.example : undefined,
						},
						words,
						columns,
					),
				];
				const menuRows = items.length - 1;
				return (
					<>
						<Lines lines={top.slice(0, Math.max(1, rows - menuRows))} />
						<MenuList menu={menuAfter(menu, 1)} columns={columns} rows={menuRows} />
					</>
				);
			}}
		</Frame>
	);
};

/** Which of the two it is, this screen cannot know of a line that is forwarded. */
const durationOf = (
	sizeBytes: number,
	say: (size: string, fast: string, slow: string) => string,
): string => {
	const [fast = '', slow = ''] = [115_200, 9600].map((baud) =>
		durationText(serialDurationMs(sizeBytes, baud)),
	);
	return say(bytesText(sizeBytes), fast, slow);
};
