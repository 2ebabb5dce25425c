/**
 * What the metadata of an array say on one of its members; only ever `--examine`, which reads. Names the array
 * also when it is stopped, dirty, or of the firmware (IMSM, DDF). Format: mdadm(8), `--export`.
 */
import type {Command, System} from '../system/types.ts';
import {parseProperties} from './properties.ts';
import {reading} from './reading.ts';

export type ArrayMember = {
	/** `imsm`, `ddf`, `1.2`, … */
	readonly format: string;
	/** Of the array, or of the container that the firmware keeps arrays in. */
	readonly id: string;
	readonly name: string | undefined;
	/** How many members the metadata speak of. */
	readonly members: number | undefined;
};

export const mdadmExamineCommand = (path: string): Command => ({
	program: 'mdadm',
	args: ['--examine', '--export', path],
});

/** Undefined when mdadm finds nothing of an array there. */
export const examineMember = async (
	system: System,
	path: string,
	signal?: AbortSignal,
): Promise<ArrayMember | undefined> => {
	const options = {...reading(signal), acceptedExitCodes: [0, 1]};
	return parseExamine((await system.run(mdadmExamineCommand(path), options)).stdout);
};

export const parseExamine = (text: string): ArrayMember | undefined => {
	const found = parseProperties(text);
	const id = found.get('MD_UUID');
	if (id === undefined) {
		return undefined;
	}
	const members = Number(found.get('MD_DEVICES') || Number.NaN);
	return {
		format: found.get('MD_METADATA') ?? 'unknown format',
		id,
		name: found.get('MD_NAME'),
		members: Number.isInteger(members) ? members : undefined,
	};
};
