/** xz, for what other tools packed with it; Node has no decoder. Only texts: what it says is read as UTF-8. */
import type {ByteStream, System} from '../system/types.ts';

/** The first stream of the input; what follows is ignored. */
export const unxz = async (
	system: System,
	packed: Uint8Array,
	signal?: AbortSignal,
): Promise<string> => {
	const {stdout} = await system.run(
		{program: 'xz', args: ['--decompress', '--single-stream', '--stdout']},
		{input: once(packed), ...(signal && {signal})},
	);
	return stdout;
};

async function* once(bytes: Uint8Array): ByteStream {
	yield bytes;
}
