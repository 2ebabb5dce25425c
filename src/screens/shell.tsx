/**
 * Around every screen of a console: the surroundings, the keys that mean the same everywhere, and the small
 * questions that may come over any screen.
 */
import {useApp} from 'ink';
import {type ReactNode, useState} from 'react';
import type {LinkPort} from '../store/attached.ts';
import {type Surroundings, SurroundingsContext} from './context.tsx';
import {DialogScreen, type DialogTexts} from './dialogs/screen.tsx';
import {commandOf} from './keys.ts';
import {useLink} from './link.ts';
import {useIdleLock} from './lock/idle.ts';
import {LockScreen} from './lock/screen.tsx';
import type {Dialog, Moves} from './moves.ts';
import {useKeys} from './terminal/keyboard.tsx';
import type {ToolHost} from './tools/host.ts';
import {LateToolbox} from './tools/late-toolbox.tsx';
import {hubAfter, type ToolPlace} from './tools/place.ts';

export type ShellProps = {
	readonly surroundings: Surroundings;
	readonly moves: Pick<Moves, 'back' | 'show' | 'ask'>;
	readonly dialog: Dialog | undefined;
	readonly closeDialog: () => void;
	readonly texts: DialogTexts;
	/** What the tools stand before. */
	readonly host: ToolHost;
	/** What shows below must be seen now, whatever a person looks at. */
	readonly isUrgent?: boolean;
	/** What shows below is given up for the lock when nobody touches this console. */
	readonly isLockable: boolean;
	/** Drops what must not be left lying about. */
	readonly onLock?: () => void;
	/** Present when other consoles may share the engine. */
	readonly link?: LinkPort | undefined;
	readonly children: ReactNode;
};

export const Shell = (props: ShellProps) => {
	const {surroundings, moves, dialog, closeDialog, texts, host, isUrgent, link, children} = props;
	const {isLockable, onLock} = props;
	const {exit} = useApp();
	const notice = useLink(link, surroundings.words);
	const [wanted, goTo] = useState<ToolPlace>();
	const place = isUrgent ? undefined : wanted;
	useKeys((key) => {
		switch (commandOf(key)) {
			case 'leave':
				moves.ask('leave');
				return true;
			case 'help':
				closeDialog();
				goTo(undefined);
				moves.show('help');
				return true;
			case 'more':
				if (dialog || place?.at === 'hub') {
					goTo(undefined);
					moves.ask('more');
				} else {
					goTo(hubAfter(place));
				}
				return true;
			case 'back':
				if (dialog) closeDialog();
				else if (place) goTo(place.at === 'hub' ? undefined : hubAfter(place));
				else moves.back();
				return true;
			default:
				return false;
		}
	});
	const isWriting = surroundings.safeState === 'writing';
	const isOver = dialog !== undefined || place !== undefined;
	const isLocked = useIdleLock(
		surroundings.clock,
		!isUrgent && !isWriting && (isLockable || isOver),
		() => {
			closeDialog();
			goTo(undefined);
			onLock?.();
		},
	);
	return (
		<SurroundingsContext.Provider value={{...surroundings, ...(notice && {notice})}}>
			{isLocked ? (
				<LockScreen host={host} />
			) : dialog ? (
				<DialogScreen
					key={dialog}
					dialog={dialog}
					moves={moves}
					texts={texts}
					isWriting={isWriting}
					close={closeDialog}
					leave={() => exit()}
					dispatch={host.dispatch}
				/>
			) : place ? (
				<LateToolbox host={host} place={place} go={goTo} />
			) : (
				children
			)}
		</SurroundingsContext.Provider>
	);
};
