/**
 * How a console shows itself: as a picture that changes in place, or as lines that are only ever appended. The screens
 * are the same in both; only the parts that they are made of ask.
 */
import {createContext, type ReactNode, useContext, useSyncExternalStore} from 'react';

export type Presentation = 'screen' | 'lines';

/** Changes while the console stands. */
export type PresentationPort = {
	readonly get: () => Presentation;
	readonly set: (presentation: Presentation) => void;
	/** Returns the function that ends the subscription. */
	readonly subscribe: (listener: () => void) => () => void;
};

export const createPresentation = (first: Presentation): PresentationPort => {
	let current = first;
	const listeners = new Set<() => void>();
	return {
		get: () => current,
		set: (presentation) => {
			current = presentation;
			for (const listener of listeners) listener();
		},
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};

export const PresentationProvider = ({
	port,
	children,
}: {
	readonly port: PresentationPort;
	readonly children: ReactNode;
}) => {
	const presentation = useSyncExternalStore(port.subscribe, port.get);
	return (
		<PresentationContext.Provider value={presentation}>{children}</PresentationContext.Provider>
	);
};

export const usePresentation = (): Presentation => useContext(PresentationContext);

const PresentationContext = createContext<Presentation>('screen');
