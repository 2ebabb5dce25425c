/** After recert, which changes anchors: what programs trust is made again. May be repeated at will. */
import type {Step} from '../../step.ts';
import type {EdgeParams} from './inputs.ts';
import {updateTrustAlone} from './trust.ts';

export const refreshTrust: Step<EdgeParams> = {
	run: (_, context) => updateTrustAlone(context),
};
