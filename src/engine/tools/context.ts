/** What looks and deeds are given: the door to the world, where the engine keeps its state, and what its session knows. */
import type {Secret} from '../../secret.ts';
import type {System} from '../../system/types.ts';
import type {EvidenceMeans} from '../evidence/means.ts';
import type {Known} from './known.ts';
import type {ProxyTrial} from './proxy-trial.ts';

export type ToolContext = {
	/** For a look nothing is noted of what is run; for a deed each command may be logged. */
	readonly system: System;
	/** Which session is served: `install` on a live system, `deploy` at the edge. */
	readonly serves: 'install' | 'deploy';
	/** Of the journal and of what lies beside it. */
	readonly stateDirectory: string;
	readonly state: () => Known;
	readonly proxyTrial: ProxyTrial;
	/** Secrets that are masked from now on. */
	readonly remember: (secrets: readonly Secret[]) => void;
	/** What only the program around the engine knows of a support bundle. */
	readonly evidence?: EvidenceMeans;
};
