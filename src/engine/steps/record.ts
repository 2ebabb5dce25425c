/** The result of an install, on the installed system: who asks what is on a disk years later reads it. */
import type {System} from '../../system/types.ts';
import {recordDirectory} from './layout.ts';

export const resultPath = (stateroot: string): string =>
	`${recordDirectory(stateroot)}/result.json`;

export const isRecorded = async (system: System, stateroot: string): Promise<boolean> =>
	(await system.files.stat(resultPath(stateroot))) !== undefined;
