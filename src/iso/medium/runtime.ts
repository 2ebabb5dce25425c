/** Whether a file is a program for hosts of an architecture, from how it begins (ELF, e_machine). */
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {fileSource} from '../volume/source.ts';

type Architecture = 'amd64' | 'arm64';

/** @throws InstallError RUNTIME_UNUSABLE */
export const requireRuntime = async (
	system: System,
	path: string,
	needed: Architecture,
): Promise<void> => {
	const source = await fileSource(system, path);
	const lengthBytes = Math.min(source.sizeBytes, headBytes);
	const found = programArchitecture(await source.read({offsetBytes: 0, lengthBytes}));
	if (found !== needed) {
		throw new InstallError('RUNTIME_UNUSABLE', {
			path,
			found: found === undefined ? 'no program' : `a program for ${found}`,
			needed,
		});
	}
};

const headBytes = 20;

const programArchitecture = (head: Buffer): Architecture | undefined => {
	if (head.length < headBytes || head.toString('latin1', 0, 4) !== '\x7fELF') {
		return undefined;
	}
	switch (head.readUInt16LE(18)) {
		case 0x3e:
			return 'amd64';
		case 0xb7:
			return 'arm64';
		default:
			return undefined;
	}
};
