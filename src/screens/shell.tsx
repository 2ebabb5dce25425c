/**
 * Around every screen of a console: the surroundings, the keys that mean the same everywhere, and the small
 * questions that may come over any screen.
 */
import {useApp} from 'ink';
import type {ReactNode} from 'react';
import type {LinkPort} from '../store/attached.ts';
import {type Surroundings, SurroundingsContext} from './context.tsx';
import {DialogScreen, type DialogTexts} from './dialogs/screen.tsx';
import {commandOf} from './keys.ts';
import {useLink} from './link.ts';
import type {Asks, Dialog, Moves} from './moves.ts';
import {useKeys} from './terminal/keyboard.tsx';

export type ShellProps = {
	readonly surroundings: Surroundings;
	readonly moves: Pick<Moves, 'back' | 'show' | 'ask'>;
	readonly dialog: Dialog | undefined;
	readonly closeDialog: () => void;
	readonly texts: DialogTexts;
	readonly dispatch: Asks<'run.cancel'>;
	/** Present when other consoles may share the engine. */
	readonly link?: LinkPort | undefined;
	readonly children: ReactNode;
};

export const Shell = (props: ShellProps) => {
	const {surroundings, moves, dialog, closeDialog, texts, dispatch, link, children} = props;
	const {exit} = useApp();
	const notice = useLink(link, surroundings.words);
	useKeys((key) => {
		switch (commandOf(key)) {
			case 'leave':
				moves.ask('leave');
				return true;
			case 'help':
				closeDialog();
				moves.show('help');
				return true;
			case 'more':
				moves.ask('more');
				return true;
			case 'back':
				if (dialog) closeDialog();
				else moves.back();
				return true;
			default:
				return false;
		}
	});
	return (
		<SurroundingsContext.Provider value={{...surroundings, ...(notice && {notice})}}>
			{dialog ? (
				<DialogScreen
					key={dialog}
					dialog={dialog}
					moves={moves}
					texts={texts}
					isWriting={surroundings.safeState === 'writing'}
					close={closeDialog}
					leave={() => exit()}
					dispatch={dispatch}
				/>
			) : (
				children
			)}
		</SurroundingsContext.Provider>
	);
};
