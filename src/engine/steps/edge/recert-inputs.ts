/** What a committed recert was made from, and whether that is still what the site asks for. */
import {createHash} from 'node:crypto';
import type {System} from '../../../system/types.ts';
import type {EdgeParams} from './inputs.ts';
import {site} from './layout.ts';
import {readMarker} from './marked.ts';
import {readRecertState} from './recert-state.ts';

/** Of the document itself: addresses that the network gives may change while the cluster is the same. */
export const recertInputs = async (system: System): Promise<string> =>
	createHash('sha256')
		.update(await system.files.readText(site.manifest))
		.digest('hex');

export type RecertStanding =
	/** The data is the seed's. */
	| 'to-do'
	/** It is this site's. */
	| 'done'
	/** It is half rewritten, or another site's, and can be put back. */
	| 'to-undo'
	/** It is another site's, and kubelet has run on it. */
	| 'taken';

export const recertStanding = async (
	system: System,
	params: EdgeParams,
): Promise<RecertStanding> => {
	const state = await readRecertState(system, params);
	switch (state.kind) {
		case 'untouched':
			return 'to-do';
		case 'begun':
			return 'to-undo';
		case 'committed':
			if (state.inputs === (await recertInputs(system))) {
				return 'done';
			}
			return (await readMarker(system, params, 'kubelet')) === undefined ? 'to-undo' : 'taken';
	}
};
