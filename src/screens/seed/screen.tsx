/** The seed image: where it is, which version it must have, and what it says of itself. */
import {useState} from 'react';
import type {Config} from '../../config/settings.ts';
import type {SeedInfo} from '../../seed/info.ts';
import type {Loaded} from '../../store/state.ts';
import type {Words} from '../../words/index.ts';
import {useField} from '../components/field.tsx';
import {Frame} from '../components/frame.tsx';
import {Lines} from '../components/lines.tsx';
import {type MenuItem, MenuList, menuAfter, useMenu} from '../components/menu.tsx';
import {Pager} from '../components/pager.tsx';
import {useWords} from '../context.tsx';
import {paragraph} from '../lines.ts';
import type {Dispatch, Moves} from '../moves.ts';
import {draftTexts, type SeedDrafts} from './drafts.ts';
import {isSeedChanged, readSeedForm, type SeedErrors, type SeedField, seedFields} from './form.ts';
import {seedFieldLines} from './lines.ts';
import {seedResult} from './result.ts';

export type SeedScreenProps = {
	readonly config: Config;
	readonly seed: Loaded<SeedInfo>;
	readonly drafts: SeedDrafts;
	readonly setDrafts: (drafts: SeedDrafts) => void;
	readonly moves: Moves;
	readonly dispatch: Dispatch;
};

export const SeedScreen = (props: SeedScreenProps) => {
	const words = useWords();
	const {screens} = words;
	const {menu, focused, errors, notice, isChanged} = useSeedForm(props, words);
	const title =
		props.seed.kind === 'failed' ? screens.seed.problemTitle : screens.seed.results.title;
	return (
		<Frame
			title={screens.seed.title}
			hints={
				focused ? ['type', 'move', 'take'] : ['move', 'take', 'number', 'page', 'back', 'more']
			}
		>
			{({columns, rows}) => {
				const top = [
					...seedFieldLines(props.drafts, errors, focused, words, {
						columns,
						hasRoom: rows >= roomyRows,
					}),
					...(notice === undefined ? [] : paragraph(notice, columns, {tone: 'warning'})),
				];
				return (
					<>
						<Lines lines={top} />
						<MenuList
							menu={menuAfter(menu, seedFields.length)}
							columns={columns}
							rows={actionRows}
						/>
						<Pager
							title={title}
							lines={seedResult(props.seed, isChanged, words, columns)}
							columns={columns}
							rows={rows - top.length - actionRows}
							isActive={focused === undefined}
						/>
					</>
				);
			}}
		</Frame>
	);
};

const actionRows = 3;

/** With fewer rows the notes of the fields give way. */
const roomyRows = 12;

const itemsOf = ({screens}: Words): readonly MenuItem[] => [
	...seedFields.map((field) => ({id: field, label: screens.seed.fields[field]})),
	{id: 'read', label: screens.seed.read},
	{id: 'continue', label: screens.goOn},
	{id: 'back', label: screens.back},
];

const lineAfter: Readonly<Record<SeedField, string>> = {
	seedImage: 'seedVersion',
	seedVersion: 'authFile',
	authFile: 'read',
};

const notYet = ({kind}: Loaded<SeedInfo>, {screens}: Words): string =>
	kind === 'loading' ? screens.seed.stillReading : screens.seed.readFirst;

const useSeedForm = (
	{config, seed, drafts, setDrafts, moves, dispatch}: SeedScreenProps,
	words: Words,
) => {
	const [errors, setErrors] = useState<SeedErrors>({});
	const [notice, setNotice] = useState<string>();
	const texts = draftTexts(drafts);
	const isChanged = isSeedChanged(texts, config);
	const isReady = seed.kind === 'loaded' && !isChanged;
	const read = (): void => {
		const result = readSeedForm(texts, config);
		setErrors(result.ok ? {} : result.errors);
		if (!result.ok) {
			menu.moveTo(seedFields.find((field) => result.errors[field]) ?? 'read');
			return;
		}
		if (isChanged) dispatch({type: 'answers.set', answers: result.patch});
		dispatch({type: 'seed.read'});
		menu.moveTo('continue');
	};
	const take = (id: string): void => {
		setNotice(id === 'continue' && !isReady ? notYet(seed, words) : undefined);
		if (id === 'read') read();
		if (id === 'continue' && isReady) moves.forward();
		if (id === 'back') moves.back();
	};
	const menu = useMenu(itemsOf(words), take, {initial: isReady ? 'continue' : 'seedImage'});
	const focused = seedFields.find((field) => field === menu.id);
	const field = focused ?? 'seedImage';
	useField(drafts[field], (draft) => setDrafts({...drafts, [field]: draft}), {
		isActive: focused !== undefined,
		enter: () => menu.moveTo(lineAfter[field]),
	});
	return {menu, focused, errors, notice, isChanged};
};
