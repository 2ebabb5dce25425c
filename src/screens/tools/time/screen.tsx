/** The clocks of this host beside what they must agree with, and setting the clock: typed, shown, confirmed. */
import {useState} from 'react';
import type {Reading} from '../../../engine/tools/looks/index.ts';
import {fieldLines, useField} from '../../components/field.tsx';
import {Frame} from '../../components/frame.tsx';
import {Lines} from '../../components/lines.tsx';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {type Draft, draftOf} from '../../editor.ts';
import {timeText} from '../../facts.ts';
import {emptyLine, type Line, paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import {ConfirmDeed} from '../confirm-deed.tsx';
import {deedLines} from '../deed-lines.ts';
import {useTools} from '../tools-context.tsx';
import {useLook} from '../use-look.ts';
import {readClock} from './form.ts';
import {previewLines, timeLines} from './lines.ts';

const everyMs = 2000;

type Stage =
	| {readonly kind: 'looking'}
	| {readonly kind: 'typing'}
	/** ISO 8601. */
	| {readonly kind: 'confirming'; readonly at: string};

export const TimeScreen = ({back}: {readonly back: () => void}) => {
	const words = useWords();
	const {title, set, confirm} = words.screens.tools.time;
	const [stage, setStage] = useState<Stage>({kind: 'looking'});
	const looked = useLook('time', {}, everyMs);
	const time = looked?.kind === 'loaded' ? looked.value : undefined;
	const {deed} = useTools().state;
	const look = (): void => setStage({kind: 'looking'});
	const menu = useMenu(
		[
			{id: 'back', label: words.screens.back},
			{id: 'set', label: set},
		],
		(id) => {
			if (id === 'back') back();
			else if (time) setStage({kind: 'typing'});
		},
		{isActive: stage.kind === 'looking'},
	);
	if (time && stage.kind === 'typing') {
		return <TypeClock time={time} take={(at) => setStage({kind: 'confirming', at})} close={look} />;
	}
	if (time && stage.kind === 'confirming') {
		const {at} = stage;
		return (
			<ConfirmDeed
				title={confirm.title}
				text={confirm.text}
				lines={(columns) => previewLines(at, time, words, columns)}
				label={confirm.set}
				deed={{type: 'tool.do', deed: 'clock.set', params: {at}}}
				close={look}
			/>
		);
	}
	const lines = (columns: number): readonly Line[] => {
		const done = deedLines(deed?.deed === 'clock.set' ? deed : undefined, words, columns);
		if (looked?.kind === 'failed') {
			return [...done, ...paragraph(looked.problem.message, columns, {tone: 'bad'})];
		}
		const shown = time
			? timeLines(time, words, columns)
			: paragraph(words.screens.tools.looking, columns);
		return [...done, ...shown];
	};
	return <SheetScreen title={title} menu={menu} lines={lines} />;
};

const TypeClock = ({
	time,
	take,
	close,
}: {
	readonly time: Reading<'time'>;
	readonly take: (at: string) => void;
	readonly close: () => void;
}) => {
	const words = useWords();
	const {title, field, fieldNote, notATime} = words.screens.tools.time;
	const [draft, setDraft] = useState<Draft>(() => draftOf(timeText(time.now)));
	const [isRefused, setRefused] = useState(false);
	const at = readClock(draft.text, time.now);
	useKeys((key) => {
		if (key.name !== 'escape') return false;
		close();
		return true;
	});
	useField(
		draft,
		(next) => {
			setRefused(false);
			setDraft(next);
		},
		{
			isActive: true,
			enter: () => {
				if (at === undefined) setRefused(true);
				else take(at);
			},
		},
	);
	return (
		<Frame title={title} hints={['type', 'take']}>
			{({columns}) => (
				<Lines
					lines={[
						...fieldLines(
							{
								number: 1,
								label: field,
								labelColumns: field.length + 2,
								draft,
								isFocused: true,
								note: fieldNote,
								...(isRefused && {error: notATime}),
							},
							words,
							columns,
						),
						emptyLine,
						...(at === undefined ? [] : previewLines(at, time, words, columns)),
					]}
				/>
			)}
		</Frame>
	);
};
