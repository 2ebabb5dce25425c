/** What a screen may do to the terminal that it is on. */
import {createContext, type ReactNode, useContext} from 'react';
import type {TerminalPort} from '../../system/terminal.ts';
import type {Clock} from '../../system/types.ts';
import type {TerminalKind, TerminalProfile} from './profile.ts';

/** To be given back in the mode that it was lent in. */
export type LentTerminal = TerminalPort & {
	readonly profile: TerminalProfile;
	/** The one that the console's own writer goes by. */
	readonly clock: Pick<Clock, 'sleep' | 'monotonicMs'>;
	/** Aborted when the console ends meanwhile. */
	readonly signal: AbortSignal;
};

export type TerminalActions = {
	/** Hands the terminal to somebody else (a shell, a full-screen graph) until the task ends. */
	readonly suspend: <Result>(task: () => Promise<Result>) => Promise<Result>;
	/** The same for something drawn by this process, which ends when the console does. */
	readonly lend: <Result>(task: (lent: LentTerminal) => Promise<Result>) => Promise<Result>;
	readonly repaint: () => void;
	/** How it shows the screens now. */
	readonly kind: () => TerminalKind;
	/** To the next way of showing them; the screens stay where they are. */
	readonly changeKind: () => void;
};

export const TerminalProvider = ({
	actions,
	children,
}: {
	readonly actions: TerminalActions;
	readonly children: ReactNode;
}) => <TerminalContext.Provider value={actions}>{children}</TerminalContext.Provider>;

/** Undefined where the screens stand on no terminal. */
export const useAnyTerminal = (): TerminalActions | undefined => useContext(TerminalContext);

export const useTerminal = (): TerminalActions => {
	const actions = useAnyTerminal();
	if (!actions) throw new Error('useTerminal needs a TerminalProvider above it');
	return actions;
};

const TerminalContext = createContext<TerminalActions | undefined>(undefined);
