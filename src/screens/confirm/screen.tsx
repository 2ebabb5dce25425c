/** The last question before an install: the id of its disk, typed. */
import type {Confirmation} from '../../hardware/confirmation.ts';
import type {Disk} from '../../hardware/facts.ts';
import type {Words} from '../../words/index.ts';
import {useWords} from '../context.tsx';
import {paragraph} from '../lines.ts';
import type {Dispatch, Moves} from '../moves.ts';
import {TypedIdFrame, useTypedId} from './typed-id.tsx';

export type ConfirmScreenProps = {
	readonly confirmation: Confirmation;
	readonly disk: Disk | undefined;
	/** How many warnings kernel arguments let pass; absent where a person came here through the questions. */
	readonly passedByOrder: number | undefined;
	readonly moves: Moves;
	readonly dispatch: Dispatch;
};

export const ConfirmScreen = (props: ConfirmScreenProps) => {
	const {confirmation, disk, passedByOrder, moves, dispatch} = props;
	const words = useWords();
	const {confirm, back} = words.screens;
	const form = useTypedId({
		confirmation,
		labels: {start: confirm.start, back},
		start: (typed) => {
			dispatch({type: 'install.start', typed});
			return confirm.started;
		},
		back: moves.back,
	});
	return (
		<TypedIdFrame
			{...form}
			title={confirm.title}
			disk={disk}
			asked={(columns) => [
				...(passedByOrder === undefined ? [] : paragraph(confirm.ordered(passedByOrder), columns)),
				...paragraph(question(confirmation, words), columns, {tone: 'strong'}),
			]}
		/>
	);
};

const question = ({kind, text, from}: Confirmation, {screens}: Words): string =>
	screens.confirm.ask[kind](kind === 'size-and-slot' ? text : from);
