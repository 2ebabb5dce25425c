/** The photo card over a screen: one picture to send, or to read out on the phone. */
import {Frame} from '../../components/frame.tsx';
import {Lines} from '../../components/lines.tsx';
import {useSurroundings} from '../../context.tsx';
import {commandOf} from '../../keys.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import {useAnyTerminal} from '../../terminal/terminal-context.tsx';
import type {CardData, Moment} from './card-data.ts';
import {cardLines} from './card-lines.ts';

export const CardScreen = ({
	cardAt,
	close,
}: {
	readonly cardAt: (moment: Moment) => CardData;
	readonly close: () => void;
}) => {
	const {words, clock, version} = useSurroundings();
	const terminal = useAnyTerminal();
	useKeys((key) => {
		const command = commandOf(key);
		if (command !== 'take' && command !== 'back') return false;
		close();
		return true;
	});
	const card = cardAt({at: clock.now().toISOString(), version});
	const {title} = words.screens.tools.evidence.photo;
	return (
		<Frame title={title} {...(card.problem && {tone: 'bad'})} hints={['close', 'more']}>
			{({columns, rows}) => (
				<Lines
					lines={cardLines(card, words, {
						columns,
						rows,
						showsQr: terminal?.kind() === 'rich',
					})}
				/>
			)}
		</Frame>
	);
};
