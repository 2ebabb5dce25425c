/** Where the bundle is uploaded to: an address, and a token if it asks for one. */
import {useState} from 'react';
import type {EvidenceGroup} from '../../../engine/evidence/group-names.ts';
import {fieldLines, useField} from '../../components/field.tsx';
import {Frame} from '../../components/frame.tsx';
import {Lines} from '../../components/lines.tsx';
import {MenuList, menuAfter, useMenu} from '../../components/menu.tsx';
import {useWords} from '../../context.tsx';
import {type Draft, draftOf} from '../../editor.ts';
import {commandOf} from '../../keys.ts';
import {emptyLine, paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import {useTools} from '../tools-context.tsx';
import {isUploadAddress} from './form.ts';

const fields = ['url', 'token'] as const;

type Field = (typeof fields)[number];

export const UploadScreen = ({
	leftOut,
	close,
}: {
	readonly leftOut: readonly EvidenceGroup[];
	readonly close: () => void;
}) => {
	const words = useWords();
	const {dispatch} = useTools();
	const [drafts, setDrafts] = useState<Readonly<Record<Field, Draft>>>({
		url: draftOf('https://'),
		token: draftOf(''),
	});
	const [isWrong, setIsWrong] = useState(false);
	const {uploading} = words.screens.tools.evidence;
	const start = (): void => {
		const url = drafts.url.text.trim();
		if (!isUploadAddress(url)) {
			setIsWrong(true);
			menu.moveTo('url');
			return;
		}
		const params = {url, token: drafts.token.text.trim(), method: 'PUT', leftOut} as const;
		dispatch({type: 'tool.do', deed: 'evidence.upload', params});
		close();
	};
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
	const items = [
		...fields.map((field) => ({id: field, label: uploading[field]})),
		{id: 'start', label: uploading.start},
		{id: 'back', label: uploading.back},
	];
	const menu = useMenu(items, (id) => {
		if (id === 'start') start();
		if (id === 'back') close();
	});
	const focused = fields.find((field) => field === menu.id);
	useField(drafts[focused ?? 'url'], (draft) => setDrafts({...drafts, [focused ?? 'url']: draft}), {
		isActive: focused !== undefined,
		isSecret: focused === 'token',
		enter: () => menu.moveTo(focused === 'url' ? 'token' : 'start'),
	});
	return (
		<Frame title={uploading.title} hints={['type', 'move', 'take']}>
			{({columns, rows}) => {
				const labelColumns = Math.floor(columns / 3);
				const top = [
					...paragraph(uploading.text, columns),
					emptyLine,
					...fields.flatMap((field, index) =>
						fieldLines(
							{
								number: index + 1,
								label: uploading[field],
								labelColumns,
								draft: field === 'token' ? masked(drafts.token) : drafts[field],
								isFocused: focused === field,
								error: field === 'url' && isWrong ? uploading.wrong : undefined,
							},
							words,
							columns,
						),
					),
					emptyLine,
				];
				return (
					<>
						<Lines lines={top} />
						<MenuList
							menu={menuAfter(menu, fields.length)}
							columns={columns}
							rows={Math.max(2, Math.min(2, rows - top.length))}
						/>
					</>
				);
			}}
		</Frame>
	);
};

/** Nobody behind the technician reads it. */
const masked = (draft: Draft): Draft => ({...draft, text: '*'.repeat(draft.text.length)});
