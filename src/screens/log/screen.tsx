/** The log of the run, whole: it follows the end until somebody scrolls up. */
import {useState} from 'react';
import type {Outcome} from '../../engine/events.ts';
import type {LogLine} from '../../store/state.ts';
import {Frame} from '../components/frame.tsx';
import {Lines} from '../components/lines.tsx';
import {useWords} from '../context.tsx';
import {commandOf} from '../keys.ts';
import {type Line, paragraph} from '../lines.ts';
import type {Moves} from '../moves.ts';
import {useKeys} from '../terminal/keyboard.tsx';
import {scrolled} from './scroll.ts';

export const LogScreen = ({
	log,
	outcome,
	moves,
}: {
	readonly log: readonly LogLine[];
	/** How the run ended, while this screen covers the one that says more. */
	readonly outcome: Outcome['kind'] | undefined;
	readonly moves: Pick<Moves, 'back'>;
}) => {
	const {screens} = useWords();
	const mark = outcome === undefined ? '' : screens.progress.status[outcome];
	return (
		<Frame title={screens.log.title} mark={mark} hints={['scroll', 'page', 'close', 'more']}>
			{({columns, rows}) => (
				<Scroller lines={logLines(log, screens.log.empty, columns)} rows={rows} moves={moves} />
			)}
		</Frame>
	);
};

const Scroller = ({
	lines,
	rows,
	moves,
}: {
	readonly lines: readonly Line[];
	readonly rows: number;
	readonly moves: Pick<Moves, 'back'>;
}) => {
	const {screens} = useWords();
	/** First line that shows; undefined: the end is followed. */
	const [top, setTop] = useState<number>();
	const size = Math.max(1, rows - 1);
	const last = Math.max(0, lines.length - size);
	const first = Math.min(top ?? last, last);
	useKeys((key) => {
		const command = commandOf(key);
		if (command === 'take') {
			moves.back();
			return true;
		}
		const next = scrolled(first, last, size, command);
		if (next === undefined) return false;
		setTop(next >= last ? undefined : next);
		return true;
	});
	const visible = lines.slice(first, first + size);
	const place = screens.log.mark(first + 1, first + visible.length, lines.length);
	return <Lines lines={[[{text: place, tone: 'muted'}], ...visible]} />;
};

const logLines = (log: readonly LogLine[], empty: string, columns: number): readonly Line[] =>
	log.length === 0
		? paragraph(empty, columns)
		: log.flatMap(({at, line}) => paragraph(`${at.slice(11, 19)} ${line}`, columns, {indent: 9}));
