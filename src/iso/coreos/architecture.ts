/** The architecture of a Linux kernel, from how its file begins. Pure. */

/** undefined for a kernel that we do not know. */
export const kernelArchitecture = (head: Buffer): 'amd64' | 'arm64' | undefined => {
	if (textAt(head, 0x202, 4) === 'HdrS') {
		return 'amd64';
	}
	if (textAt(head, 0x38, 4) === 'ARM\x64') {
		return 'arm64';
	}
	return peArchitecture(head);
};

/** Kernels that the firmware can start begin as a Windows program does (PE/COFF). */
const peArchitecture = (head: Buffer): 'amd64' | 'arm64' | undefined => {
	const start = head.length >= 0x40 ? head.readUInt32LE(0x3c) : head.length;
	const isWhole = start + 6 <= head.length;
	if (textAt(head, 0, 2) !== 'MZ' || textAt(head, start, 4) !== 'PE\0\0' || !isWhole) {
		return undefined;
	}
	switch (head.readUInt16LE(start + 4)) {
		case 0x8664:
			return 'amd64';
		case 0xaa64:
			return 'arm64';
		default:
			return undefined;
	}
};

const textAt = (head: Buffer, start: number, length: number): string =>
	head.toString('latin1', Math.min(start, head.length), Math.min(start + length, head.length));
