/** The tools, loaded when they are first opened: they are a good part of the program, and the first picture waits for none. */
import {type ReactNode, useEffect, useState} from 'react';
import type {ToolboxProps} from './place.ts';

type Loaded = (props: ToolboxProps) => ReactNode;

let loaded: Loaded | undefined;

export const loadToolbox = async (): Promise<Loaded> => {
	loaded ??= (await import('./toolbox.tsx')).Toolbox;
	return loaded;
};

export const LateToolbox = (props: ToolboxProps) => {
	const [Toolbox, setToolbox] = useState(() => loaded);
	useEffect(() => {
		if (!Toolbox) void loadToolbox().then((now) => setToolbox(() => now));
	}, [Toolbox]);
	return Toolbox ? <Toolbox {...props} /> : null;
};
