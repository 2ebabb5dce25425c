/** What a screen may do to the terminal that it is on. */
import {createContext, type ReactNode, useContext} from 'react';

export type TerminalActions = {
	/** Hands the terminal to somebody else (a shell, a full-screen graph) until the task ends. */
	readonly suspend: <Result>(task: () => Promise<Result>) => Promise<Result>;
	readonly repaint: () => void;
};

export const TerminalProvider = ({
	actions,
	children,
}: {
	readonly actions: TerminalActions;
	readonly children: ReactNode;
}) => <TerminalContext.Provider value={actions}>{children}</TerminalContext.Provider>;

export const useTerminal = (): TerminalActions => {
	const actions = useContext(TerminalContext);
	if (!actions) throw new Error('useTerminal needs a TerminalProvider above it');
	return actions;
};

const TerminalContext = createContext<TerminalActions | undefined>(undefined);
