import {expect, test} from 'vitest';
import {optionFaults, parseBootEntry} from '../../../src/engine/steps/boot-entry.ts';

const text = `title Red Hat Enterprise Linux CoreOS (ostree:0)
version 1
options rw systemd.setenv=NOTE="a b" ostree=/ostree/boot.1/rhcos_4.18.9/abc/0
linux /ostree/rhcos_4.18.9-abc/vmlinuz-5.14
initrd /ostree/rhcos_4.18.9-abc/initramfs-5.14.img
`;

test('an entry tells kernel, initial ramdisk and options', () => {
	expect(parseBootEntry(text)).toEqual({
		linux: '/ostree/rhcos_4.18.9-abc/vmlinuz-5.14',
		initrd: '/ostree/rhcos_4.18.9-abc/initramfs-5.14.img',
		options: ['rw', 'systemd.setenv=NOTE="a', 'b"', 'ostree=/ostree/boot.1/rhcos_4.18.9/abc/0'],
	});
});

const {options} = parseBootEntry(text);
const wanted = ['rw', 'systemd.setenv=NOTE="a b"'];

test('options are right when they are the wanted ones in their order and one deployment', () => {
	expect(optionFaults(options, wanted, 'rhcos_4.18.9')).toEqual([]);
});

test.each([
	['an argument is missing', ['rw']],
	['an argument is too many', [...wanted, 'quiet']],
	['the order is another', wanted.toReversed()],
])('options are wrong when %s', (_, others) => {
	expect(optionFaults(options, others, 'rhcos_4.18.9')).toHaveLength(1);
});

test('options are wrong when they name another stateroot, or none', () => {
	expect(optionFaults(options, wanted, 'rhcos')).toHaveLength(1);
	expect(optionFaults(options.slice(0, 3), wanted, 'rhcos_4.18.9')).toHaveLength(1);
});
