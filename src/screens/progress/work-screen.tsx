/** Work as it goes: how far, how fast, how long yet, and what it says. The menu is that of the one who shows it. */
import {runLines} from '../../store/run-lines.ts';
import type {RunView} from '../../store/selectors.ts';
import {Frame} from '../components/frame.tsx';
import {Lines} from '../components/lines.tsx';
import {type Menu, MenuList, menuRows} from '../components/menu.tsx';
import {useWords} from '../context.tsx';
import {filled, span} from '../lines.ts';
import {plainRule, titledRule} from '../rules.ts';
import {usePresentation} from '../terminal/presentation.tsx';
import {logTail} from './log-tail.ts';
import {phaseRows} from './rows.ts';
import {barLine, timeLine} from './summary.ts';

type WorkScreenProps = {
	readonly title: string;
	readonly view: RunView;
	readonly menu: Menu;
};

export const WorkScreen = ({title, view, menu}: WorkScreenProps) => {
	const words = useWords();
	const {progress} = words.screens;
	if (usePresentation() === 'lines') return <LinesOfWork title={title} view={view} menu={menu} />;
	return (
		<Frame title={title} tone="busy" hints={['move', 'take', 'number', 'more', 'leave']}>
			{({columns, rows}) => {
				const menuHeight = menuRows(menu.items, columns);
				const fixedRows = ruledRows + menuHeight;
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
						<MenuList menu={menu} columns={columns} rows={menuHeight} />
					</>
				);
			}}
		</Frame>
	);
};

/** The same where lines are only appended: one for each thing that happened. */
const LinesOfWork = ({title, view, menu}: WorkScreenProps) => {
	const words = useWords();
	return (
		<Frame title={title} hints={[]}>
			{({columns, rows}) => (
				<>
					<MenuList menu={menu} columns={columns} rows={rows} />
					<Lines lines={runLines(view, words).map((line) => [span(line)])} />
				</>
			)}
		</Frame>
	);
};

/** Bar, time, rule, rule. */
const ruledRows = 4;
