import {expect, test} from 'vitest';
import {parseBootEntry} from '../../lab/boot-entry.ts';
import {parseReport} from '../../lab/qemu.ts';

test('a boot entry gives kernel, initramfs, options and stateroot', () => {
	const text = `title Lab (ostree:0)
version 1
options root=LABEL=root systemd.setenv=NOTE="a b" ostree=/ostree/boot.1/rhcos_4.18.9/0123/0
linux /ostree/rhcos_4.18.9-0123/vmlinuz-6.1
initrd /ostree/rhcos_4.18.9-0123/initramfs-6.1.img
`;
	expect(parseBootEntry('ostree-1-rhcos_4.18.9.conf', text)).toEqual({
		file: 'ostree-1-rhcos_4.18.9.conf',
		title: 'Lab (ostree:0)',
		options: 'root=LABEL=root systemd.setenv=NOTE="a b" ostree=/ostree/boot.1/rhcos_4.18.9/0123/0',
		kernel: '/ostree/rhcos_4.18.9-0123/vmlinuz-6.1',
		initramfs: '/ostree/rhcos_4.18.9-0123/initramfs-6.1.img',
		stateroot: 'rhcos_4.18.9',
	});
});

test('the report of a booted seed is found between other lines', () => {
	const log = `[  OK  ] Started x.\r
[   84.574338] lab-report[426]: LAB-REPORT stateroot=rhcos_1 containers=/dev/vda5 note=[a b] failed=[]\r
localhost login: `;
	expect(parseReport(log)).toEqual({
		stateroot: 'rhcos_1',
		containers: '/dev/vda5',
		note: 'a b',
		failed: '',
	});
});

test('a log without a report gives none', () => {
	expect(parseReport('localhost login: ')).toEqual({});
});
