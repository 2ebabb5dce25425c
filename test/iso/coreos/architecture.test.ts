import {expect, test} from 'vitest';
import {kernelArchitecture} from '../../../src/iso/coreos/architecture.ts';

const head = (...marks: readonly (readonly [number, string])[]): Buffer => {
	const bytes = Buffer.alloc(4096);
	for (const [at, text] of marks) {
		bytes.write(text, at, 'latin1');
	}
	return bytes;
};

test.each([
	['a kernel with the boot header of x86', head([0x202, 'HdrS']), 'amd64'],
	['an arm64 image', head([0x38, 'ARM\x64']), 'arm64'],
	[
		'an arm64 kernel that the firmware starts',
		head([0, 'MZ'], [0x3c, '\x80'], [0x80, 'PE\0\0\x64\xaa']),
		'arm64',
	],
	[
		'an x86 kernel that the firmware starts',
		head([0, 'MZ'], [0x3c, '\x80'], [0x80, 'PE\0\0\x64\x86']),
		'amd64',
	],
	[
		'a kernel of something else',
		head([0, 'MZ'], [0x3c, '\x80'], [0x80, 'PE\0\0\x4c\x01']),
		undefined,
	],
	['a header that points far beyond', head([0, 'MZ'], [0x3c, '\xff\xff\xff\xff']), undefined],
	['zeros', head(), undefined],
	['nothing', Buffer.alloc(0), undefined],
])('%s is known for what it is', (_what, bytes, architecture) => {
	expect(kernelArchitecture(bytes)).toBe(architecture);
});
