import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseKernelArguments, splitKernelArguments} from '../../src/config/kernel-arguments.ts';

describe('a kernel command line', () => {
	test.each([
		['a b=c', [{name: 'a'}, {name: 'b', value: 'c'}]],
		['a="b c" d', [{name: 'a', value: 'b c'}, {name: 'd'}]],
		['"a=b c" d', [{name: 'a', value: 'b c'}, {name: 'd'}]],
		['a=b" "c', [{name: 'a', value: 'b" "c'}]],
		['a="b', [{name: 'a', value: 'b'}]],
		['a==b=c', [{name: 'a', value: '=b=c'}]],
		['a=', [{name: 'a', value: ''}]],
		["a='b c'", [{name: 'a', value: "'b"}, {name: "c'"}]],
		['  a\t\nb\n', [{name: 'a'}, {name: 'b'}]],
		['', []],
	])('%j is split as the kernel does', (line, words) => {
		expect(splitKernelArguments(line)).toEqual(words);
	});

	test('of quoted values gives them back', () => {
		const value = fc.stringMatching(/^[^"\0\n]*$/);
		fc.assert(
			fc.property(fc.array(value), (values) => {
				const line = values.map((text, index) => `k${index}="${text}"`).join(' ');
				expect(splitKernelArguments(line).map((word) => word.value)).toEqual(values);
			}),
		);
	});
});

describe('ibi arguments', () => {
	test('become settings, the last of equal names winning', () => {
		expect(
			parseKernelArguments(
				'BOOT_IMAGE=/vmlinuz ibi.disk=/dev/sda ibi.on_success=reboot ibi.disk="serial:S 1" quiet\n',
			),
		).toEqual({
			settings: {installationDisk: 'serial:S 1', onSuccess: 'reboot'},
			words: {},
			warnings: [],
		});
	});

	test.each(['file:/run/media/iso/ibi.yaml', 'file:///run/media/iso/ibi.yaml'])(
		'name the document as %s',
		(place) => {
			expect(parseKernelArguments(`ibi.config=${place}`).configFile).toBe(
				'/run/media/iso/ibi.yaml',
			);
		},
	);

	test('that are not known are warnings', () => {
		expect(parseKernelArguments('ibi.onsuccess=stay ibi.zzz ibix=1').warnings).toEqual([
			'The kernel argument ibi.onsuccess is not known and has no effect; did you mean ibi.on_success?',
			'The kernel argument ibi.zzz is not known and has no effect',
		]);
	});

	test('with bad values are refused, all at once and without their text', () => {
		const line = 'ibi.disk=sda ibi.on_success=halt ibi.config=https://user:passw0rd@host/x';
		expect(() => parseKernelArguments(line)).toThrow(
			'Reading the configuration (the kernel arguments): ' +
				'ibi.disk: needed a path below /dev/disk/by-id, serial:…, wwn:… or hint:…; ' +
				'ibi.on_success: needed one of stay, reboot, poweroff; ' +
				'ibi.config: needed file:/path; nothing else is read yet.',
		);
	});
});
