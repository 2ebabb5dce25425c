/** Instead of what a person left behind: which host this is and how it stands, and that a key goes on. */
import {Frame} from '../components/frame.tsx';
import {Lines} from '../components/lines.tsx';
import {useWords} from '../context.tsx';
import {clamped, emptyLine, type Line, paragraph, sheet} from '../lines.ts';
import type {ToolHost} from '../tools/host.ts';
import {lockEntries} from './entries.ts';

export const LockScreen = ({host}: {readonly host: ToolHost}) => {
	const words = useWords();
	const {lock} = words.screens;
	const lines = (columns: number): readonly Line[] => [
		...paragraph(lock.text, columns),
		...(host.serves === 'deploy' ? paragraph(lock.dropped, columns) : []),
		emptyLine,
		...sheet(lockEntries(host, words), columns),
		emptyLine,
		...paragraph(lock.wake, columns, {tone: 'strong'}),
	];
	return (
		<Frame title={lock.title} hints={[]}>
			{({columns, rows}) => (
				<Lines lines={clamped(lines(columns), rows, words.screens.moreLines)} />
			)}
		</Frame>
	);
};
