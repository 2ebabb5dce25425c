/** du of coreutils: what files take on their filesystem. */
import type {System} from '../system/types.ts';

/** Of all together; files that go away meanwhile are no fault. Undefined when the answer cannot be read. */
export const readUsedBytes = async (
	system: System,
	paths: readonly string[],
	signal?: AbortSignal,
): Promise<number | undefined> => {
	const args = ['--summarize', '--total', '--block-size=1', '--', ...paths];
	const options = {acceptedExitCodes: [0, 1], ...(signal && {signal})};
	const {stdout} = await system.run({program: 'du', args}, options);
	const total = /^(\d+)\s+total$/m.exec(stdout)?.[1];
	return total === undefined ? undefined : Number(total);
};
