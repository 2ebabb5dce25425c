import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseKernelArguments} from '../../src/config/kernel-arguments.ts';
import {splitKernelArguments} from '../../src/config/kernel-words.ts';
import {secretsOf} from '../../src/config/orders.ts';

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
			orders: {},
			warnings: [],
		});
	});

	test.each(['file:/run/media/iso/ibi.yaml', 'file:///run/media/iso/ibi.yaml'])(
		'name the document as %s',
		(place) => {
			expect(parseKernelArguments(`ibi.config=${place}`).orders.config).toEqual({
				kind: 'file',
				path: '/run/media/iso/ibi.yaml',
			});
		},
	);

	test('that are not known are warnings', () => {
		expect(parseKernelArguments('ibi.onsuccess=stay ibi.zzz ibix=1').warnings).toEqual([
			'The kernel argument ibi.onsuccess is not known and has no effect; did you mean ibi.on_success?',
			'The kernel argument ibi.zzz is not known and has no effect',
		]);
	});

	test('with bad values are refused, all at once and without their text', () => {
		const line =
			'ibi.disk=sda ibi.on_success=halt ibi.config=http://user:passw0rd@host/x ibi.api=x ibi.mode=now';
		expect(() => parseKernelArguments(line)).toThrow(
			'Reading the configuration (the kernel arguments): ' +
				'ibi.disk: needed a path below /dev/disk/by-id, serial:…, wwn:… or hint:…; ' +
				'ibi.on_success: needed one of stay, reboot, poweroff; ' +
				'ibi.config: needed file:/path, iso:/path, label:LABEL, label:LABEL:/path or https://host/path; ' +
				'ibi.api: needed address:port, or :port for every address; ' +
				'ibi.mode: needed one of interactive, confirm, auto.',
		);
	});

	test('order how far it goes by itself, where it shows, and whom it tells', () => {
		const {orders, warnings} = parseKernelArguments(
			'ibi.mode=auto ibi.wipe=yes ibi.countdown=0 ibi.on_error=reboot ibi.console=tty1,ttyS0 ' +
				'ibi.api=:8443 ibi.api.token=abc ibi.report=https://hub.test/r ibi.report.token=def ' +
				'ibi.ui=plain ibi.shell=yes ibi.config=label:IBI-CONFIG',
		);
		expect(warnings).toEqual([]);
		expect(secretsOf(orders).map((secret) => secret.reveal())).toEqual(['abc', 'def']);
		const {apiToken: _api, reportToken: _report, ...open} = orders;
		expect(open).toEqual({
			mode: 'auto',
			wipe: 'yes',
			countdownSeconds: 0,
			onError: 'reboot',
			consoles: ['tty1', 'ttyS0'],
			api: {host: '', port: 8443},
			reportUrl: 'https://hub.test/r',
			ui: 'plain',
			shell: 'yes',
			config: {kind: 'label', label: 'IBI-CONFIG'},
		});
	});
});
