/** What a screen may do to the terminal that it is on. */
import {createContext, type ReactNode, useContext} from 'react';
import type {TerminalKind} from './profile.ts';

export type TerminalActions = {
	/** Hands the terminal to somebody else (a shell, a full-screen graph) until the task ends. */
	readonly suspend: <Result>(task: () => Promise<Result>) => Promise<Result>;
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
