/**
 * Where recert is with the data of this host, on the medium before each change of it: a run that was cut short is
 * known as such for ever, so that recert never meets data that it has half rewritten. Our own format.
 */
import {z} from 'zod';
import type {System} from '../../../system/types.ts';
import type {EdgeParams} from './inputs.ts';

const stateShape = z.discriminatedUnion('kind', [
	/** It may have changed anything. */
	z.strictObject({kind: z.literal('begun')}),
	/** The data is that of the site's cluster; `inputs` is the hash of what it was made from. */
	z.strictObject({kind: z.literal('committed'), inputs: z.string()}),
]);

export type RecertState = z.output<typeof stateShape> | {readonly kind: 'untouched'};

/** A file that says nothing understandable counts as begun: the careful reading. */
export const readRecertState = async (
	{files}: System,
	params: EdgeParams,
): Promise<RecertState> => {
	const path = statePath(params);
	if ((await files.stat(path)) === undefined) {
		return {kind: 'untouched'};
	}
	const found = stateShape.safeParse(parseJson(await files.readText(path)));
	return found.success ? found.data : {kind: 'begun'};
};

export const writeRecertState = async (
	{files}: System,
	params: EdgeParams,
	state: Exclude<RecertState, {readonly kind: 'untouched'}>,
): Promise<void> => {
	await files.makeDirectory(params.stateDirectory, 0o700);
	await files.writeText(statePath(params), `${JSON.stringify(state)}\n`, 0o600);
};

/** Only when the data is back as it was. */
export const forgetRecertState = async ({files}: System, params: EdgeParams): Promise<void> => {
	await files.remove(statePath(params));
};

const statePath = ({stateDirectory}: EdgeParams): string => `${stateDirectory}/recert.json`;

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
