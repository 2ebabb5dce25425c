/** The result of an install, on the installed system: who asks what is on a disk years later reads it. */
import {z} from 'zod';
import type {System} from '../../system/types.ts';
import {recordDirectory} from './layout.ts';

export const resultPath = (stateroot: string): string =>
	`${recordDirectory(stateroot)}/${resultName}`;

export const isRecorded = async (system: System, stateroot: string): Promise<boolean> =>
	(await system.files.stat(resultPath(stateroot))) !== undefined;

export const resultName = 'result.json';

/** What is told of an earlier install; the rest of the file is for people. */
const resultShape = z.looseObject({
	finishedAt: z.iso.datetime(),
	seed: z.looseObject({version: z.string()}),
});

export type RecordedResult = {readonly finishedAt: string; readonly version: string};

/** Undefined when there is none, or none of ours. */
export const readResult = async (
	system: System,
	directory: string,
): Promise<RecordedResult | undefined> => {
	const path = `${directory}/${resultName}`;
	if ((await system.files.stat(path)) === undefined) {
		return undefined;
	}
	const parsed = resultShape.safeParse(parseJson(await system.files.readText(path)));
	return parsed.success
		? {finishedAt: parsed.data.finishedAt, version: parsed.data.seed.version}
		: undefined;
};

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
