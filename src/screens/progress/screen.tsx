/** The work as it goes: how far, how fast, how long yet, what it says, and how to stop it. */
import type {RunView} from '../../store/selectors.ts';
import {Frame} from '../components/frame.tsx';
import {Lines} from '../components/lines.tsx';
import {MenuList, useMenu} from '../components/menu.tsx';
import {useWords} from '../context.tsx';
import {filled} from '../lines.ts';
import type {Moves} from '../moves.ts';
import {plainRule, titledRule} from '../rules.ts';
import {logTail} from './log-tail.ts';
import {phaseRows} from './rows.ts';
import {barLine, timeLine} from './summary.ts';

export const ProgressScreen = ({view, moves}: {readonly view: RunView; readonly moves: Moves}) => {
	const words = useWords();
	const {progress} = words.screens;
	const items = [
		{id: 'log', label: progress.log},
		{id: 'cancel', label: progress.cancel},
	];
	const menu = useMenu(items, (id) => (id === 'log' ? moves.show('log') : moves.ask('cancel')));
	return (
		<Frame title={progress.title} tone="busy" hints={['move', 'take', 'number', 'more', 'leave']}>
			{({columns, rows}) => {
				const logRows = Math.max(2, Math.floor((rows - fixedRows) / 3));
				const stepRows = rows - fixedRows - logRows;
				const steps = phaseRows(view, words, columns, stepRows);
				return (
					<>
						<Lines
							lines={[
								barLine(view.percent, columns),
								timeLine(view, words, columns),
								...filled(steps, stepRows),
								titledRule(columns, progress.logTitle),
								...filled(logTail(view.log, logRows, columns), logRows),
								plainRule(columns),
							]}
						/>
						<MenuList menu={menu} columns={columns} rows={items.length} />
					</>
				);
			}}
		</Frame>
	);
};

/** Bar, time, rule, rule, menu. */
const fixedRows = 6;
