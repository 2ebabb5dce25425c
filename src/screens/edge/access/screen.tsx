/**
 * How somebody gets into the cluster, once: on this screen and on a stick. The password shows only while a
 * person asks for it.
 */
import {useState} from 'react';
import type {Medium} from '../../../engine/site/medium.ts';
import {Secret} from '../../../secret.ts';
import type {OfferedAccess} from '../../../store/edge/state.ts';
import type {Words} from '../../../words/index.ts';
import {bytesText} from '../../../words/measures.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {useGuard} from '../../guard.ts';
import {emptyLine, type Line, paragraph, sheet} from '../../lines.ts';
import type {EdgeDispatch} from '../dispatch.ts';
import type {EdgeMoves} from '../routes.ts';

export type AccessScreenProps = {
	readonly offered: OfferedAccess;
	/** Where it could be saved. */
	readonly sticks: readonly Medium[];
	readonly moves: EdgeMoves;
	readonly dispatch: EdgeDispatch;
};

export const AccessScreen = ({offered, sticks, moves, dispatch}: AccessScreenProps) => {
	const words = useWords();
	const {access} = words.screens.edge;
	const [isShown, setShown] = useState(false);
	const [isLeaving, setLeaving] = useState(false);
	const items = isLeaving
		? [
				{id: 'keep', label: access.keep},
				{id: 'forget', label: access.forget},
			]
		: [
				{id: 'show', label: isShown ? access.hide : access.show},
				...sticks.map(({device, sizeBytes}) => ({
					id: device,
					label: access.saveTo(device, bytesText(sizeBytes)),
				})),
				{id: 'leave', label: access.forget},
			];
	const take = (id: string): void => {
		if (id === 'show') setShown(!isShown);
		if (id === 'keep') setLeaving(false);
		if (id === 'leave' && offered.savedTo === undefined) setLeaving(true);
		if (id === 'forget' || (id === 'leave' && offered.savedTo !== undefined)) {
			dispatch({type: 'access.forget'});
			moves.open('review');
		}
		if (sticks.some(({device}) => device === id)) dispatch({type: 'access.save', device: id});
	};
	const menu = useMenu(items, take);
	useGuard();
	return (
		<SheetScreen
			title={isLeaving ? access.forgetTitle : access.title}
			tone="warning"
			menu={menu}
			hints={['move', 'take', 'number', 'page', 'more']}
			lines={(columns) =>
				isLeaving
					? paragraph(access.forgetText, columns, {tone: 'warning'})
					: accessLines(offered, isShown, sticks.length > 0, words, columns)
			}
		/>
	);
};

const accessLines = (
	{access: {password}, savedTo}: OfferedAccess,
	isShown: boolean,
	hasStick: boolean,
	{screens}: Words,
	columns: number,
): readonly Line[] => {
	const {access} = screens.edge;
	return [
		...paragraph(access.text, columns),
		emptyLine,
		...sheet(
			[
				{label: access.user, value: 'kubeadmin'},
				{
					label: access.password,
					value: isShown ? shownPassword(password, access.elsewhere) : access.hidden,
					tone: 'strong',
				},
			],
			columns,
		),
		emptyLine,
		...(savedTo === undefined
			? paragraph(hasStick ? '' : access.noStick, columns, {tone: 'muted'})
			: paragraph(access.saved(savedTo), columns, {tone: 'good'})),
	];
};

/** The one place where it is meant to be read. An engine that is another process tells no secret. */
const shownPassword = (password: unknown, elsewhere: string): string =>
	password instanceof Secret ? password.reveal() : elsewhere;
