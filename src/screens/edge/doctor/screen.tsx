/** What the doctor says of one medium; a good one can be taken from here. */
import {useState} from 'react';
import type {MediumReport} from '../../../engine/edge/events.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {paragraph} from '../../lines.ts';
import type {EdgeDispatch} from '../dispatch.ts';
import type {EdgeMoves} from '../routes.ts';
import {doctorLines} from './lines.ts';

export type DoctorScreenProps = {
	readonly device: string;
	/** Absent when it was pulled out. */
	readonly report: MediumReport | undefined;
	readonly moves: EdgeMoves;
	readonly dispatch: EdgeDispatch;
};

export const DoctorScreen = ({device, report, moves, dispatch}: DoctorScreenProps) => {
	const words = useWords();
	const {doctor} = words.screens.edge;
	const [isRefused, setRefused] = useState(false);
	const isGood = report?.examined?.isGood === true;
	const items = [
		{id: 'back', label: words.screens.back},
		...(report?.examined ? [{id: 'take', label: doctor.take}] : []),
	];
	const take = (id: string): void => {
		if (id === 'take' && !isGood) {
			setRefused(true);
			return;
		}
		if (id === 'take') dispatch({type: 'site.import', device});
		moves.back();
	};
	const menu = useMenu(items, take);
	return (
		<SheetScreen
			title={doctor.title(device)}
			menu={menu}
			lines={(columns) => [
				...(isRefused && !isGood ? paragraph(doctor.cannotTake, columns, {tone: 'warning'}) : []),
				...doctorLines(report, words, columns),
			]}
		/>
	);
};
