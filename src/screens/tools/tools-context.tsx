/** What looks and deeds have brought, and how they are asked for; every tool is below it. */
import {createContext, useContext} from 'react';
import type {ToolsState} from '../../store/reduce-tools.ts';
import type {Asks} from '../moves.ts';

export type Tools = {
	readonly state: ToolsState;
	readonly dispatch: Asks<'tool.look' | 'tool.do' | 'tool.stop'>;
};

export const ToolsContext = createContext<Tools | undefined>(undefined);

export const useTools = (): Tools => {
	const tools = useContext(ToolsContext);
	if (!tools) throw new Error('a tool needs a ToolsContext above it');
	return tools;
};
