/**
 * Makes a step run once for the same inputs: a marker on the disk holds the hash of what its work depends on. Other
 * inputs, or a marker that a power cut took, and it runs again. A marker is written, and on the medium, only after
 * the work.
 */
import {createHash} from 'node:crypto';
import {secretJson} from '../../../iso/secret-json.ts';
import type {System} from '../../../system/types.ts';
import type {Step, StepContext} from '../../step.ts';
import type {EdgeParams} from './inputs.ts';

export type MarkedStep<Params extends EdgeParams> = Pick<Step<Params>, 'unit' | 'undo'> & {
	/** Names the marker. */
	readonly id: string;
	/** All that the work depends on. Secrets are hashed, never written. */
	readonly inputs: (params: Params, context: StepContext) => Promise<object>;
	/** Whether what the marker stands for is still so; asked only when the marker is there. */
	readonly stands?: (params: Params, context: StepContext) => Promise<boolean>;
	readonly run: (params: Params, context: StepContext) => Promise<void>;
};

export const marked = <Params extends EdgeParams>({
	id,
	inputs,
	stands,
	run,
	...rest
}: MarkedStep<Params>): Step<Params> => {
	const isDone = async (params: Params, context: StepContext): Promise<boolean> =>
		(await readMarker(context.system, params, id)) === hashOf(await inputs(params, context)) &&
		((await stands?.(params, context)) ?? true);
	return {
		...rest,
		isDone,
		run: async (params, context) => {
			if (await isDone(params, context)) {
				return {skipped: 'it was done before, with the same values'};
			}
			const hash = hashOf(await inputs(params, context));
			await removeMarker(context.system, params, id);
			await run(params, context);
			await writeMarker(context.system, params, id, hash);
			return undefined;
		},
	};
};

/** SHA-256 in hex, over the real text of secrets. */
export const hashOf = (inputs: object): string =>
	createHash('sha256').update(secretJson(inputs).reveal()).digest('hex');

export const readMarker = async (
	system: System,
	params: EdgeParams,
	id: string,
): Promise<string | undefined> => {
	const path = markerPath(params, id);
	return (await system.files.stat(path)) === undefined
		? undefined
		: (await system.files.readText(path)).trim();
};

export const writeMarker = async (
	system: System,
	params: EdgeParams,
	id: string,
	hash: string,
): Promise<void> => {
	await system.files.makeDirectory(markerDirectory(params), 0o700);
	await system.files.writeText(markerPath(params, id), `${hash}\n`, 0o600);
};

export const removeMarker = async (
	system: System,
	params: EdgeParams,
	id: string,
): Promise<void> => {
	await system.files.remove(markerPath(params, id));
};

const markerDirectory = ({stateDirectory}: EdgeParams): string => `${stateDirectory}/markers`;

const markerPath = (params: EdgeParams, id: string): string => `${markerDirectory(params)}/${id}`;
